/**
 * What the device answers while it is an access point for its set-up: a page to choose a network on, and
 * the way there for phones that look for the Internet. It writes Wi-Fi settings and the language, and
 * nothing else. The other paths are served as always.
 */
import { formText } from "../../model/utf8.ts";
import { problem } from "../problem.ts";
import { NO_PUT } from "../refusals.ts";
import { isReading, type Reply, type Request } from "../reply.ts";
import { SET_UP_PAGE } from "./page.ts";

export interface FoundNetwork {
	readonly ssid: string;
	/** dBm. */
	readonly rssi: number;
	/** It wants no password. */
	readonly isOpen: boolean;
}

/** What the portal may see and do. */
export interface SetUp {
	/** Strongest first. */
	readonly networks: readonly FoundNetwork[];
	/** Looks for networks, unless it does already. */
	scan(): void;
	/** The network that was chosen last; "" before. */
	readonly ssid: string;
	/** Why it has not been joined, if it has been tried. */
	readonly failure: "" | "password" | "unreachable";
	/** Keeps the choice and joins, soon. Answers with a sentence for each thing that is wrong. */
	choose(ssid: string, password: string, language: string | undefined): readonly string[];
}

/** What phones and computers ask to find out whether they are on the Internet. */
function isProbe(path: string): boolean {
	switch (path) {
		case "/generate_204":
		case "/gen_204":
		case "/hotspot-detect.html":
		case "/library/test/success.html":
		case "/connecttest.txt":
		case "/ncsi.txt":
		case "/redirect":
		case "/canonical.html":
		case "/success.txt":
			return true;
		default:
			return false;
	}
}

const NO_FORM = problem(400, "Bad Request", "The form has no ssid, or is no form.");
const WRONG_TOKEN = problem(403, "Forbidden", "This page is old; load it again.");

export class Portal {
	readonly #setUp: SetUp;
	/** Told to the page alone: who sends it has read the page, and is no page of elsewhere. */
	readonly #token: string;
	readonly #redirect: Reply;

	/** `origin` is where the page is, as `http://192.168.4.1`. */
	constructor(setUp: SetUp, origin: string, token: string) {
		this.#setUp = setUp;
		this.#token = token;
		this.#redirect = {
			status: 302,
			type: "text/plain",
			body: "",
			headers: [`Location: ${origin}/`],
		};
	}

	/** Undefined for a path that is not the portal's. */
	answer(request: Request): Reply | undefined {
		const { method, path } = request;
		if (path === "/set-up") return this.#answerSetUp(request);
		if (!isReading(method)) return undefined;
		if (path === "/") return SET_UP_PAGE;
		return isProbe(path) ? this.#redirect : undefined;
	}

	/** The same of a request that is for another host. */
	get foreign(): Reply {
		return this.#redirect;
	}

	#answerSetUp(request: Request): Reply {
		if (request.method === "POST") return this.#choose(request.body);
		if (!isReading(request.method)) return NO_PUT;
		if (request.query === "scan") this.#setUp.scan();
		return this.#told();
	}

	#choose(body: string): Reply {
		const ssid = field(body, "ssid");
		const password = field(body, "password");
		if (ssid === undefined || ssid === "" || password === undefined) return NO_FORM;
		if (field(body, "token") !== this.#token) return WRONG_TOKEN;
		const faults = this.#setUp.choose(ssid, password, field(body, "language"));
		return faults.length > 0 ? problem(400, "Bad Request", faults.join(" ")) : this.#told();
	}

	#told(): Reply {
		const { ssid, failure, networks } = this.#setUp;
		const body = JSON.stringify({ token: this.#token, ssid, failure, networks });
		return { status: 200, type: "application/json", body };
	}
}

/** Of a form (application/x-www-form-urlencoded); undefined where there is none, or no text. */
function field(form: string, name: string): string | undefined {
	for (const pair of form.split("&")) {
		const equals = pair.indexOf("=");
		if (equals >= 0 && pair.slice(0, equals) === name) return formText(pair.slice(equals + 1));
	}
	return undefined;
}
