/**
 * The simulator's own port: the bench page, and a picture of the display. No device has this.
 *
 *     GET /             the page          GET /actions      all that can be done, as JSON
 *     GET /state        JSON              GET /live         the same as server-sent events
 *     GET /display.png  ?scale=1 to 16    POST /act, /clock JSON; 400 says what is wrong with it
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bind } from "../bind.ts";
import { AREAS } from "./actions.ts";
import type { Bench } from "./bench.ts";
import { Live } from "./live.ts";
import { PAGE_FILES } from "./page-files.ts";
import { checkSender, checkType, Refusal } from "./refusal.ts";
import { stateText } from "./state.ts";

const MOST_BODY = 4096;
const MAX_SCALE = 16;
const DEFAULT_SCALE = 4;

const SAFE = {
	"cache-control": "no-store",
	"content-security-policy":
		"default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"cross-origin-resource-policy": "same-origin",
	"x-content-type-options": "nosniff",
} as const;

export interface PageServer {
	readonly port: number;
	close(): void;
}

/** Serves from the first free port at or after `port`, to this machine alone. */
export async function servePage(bench: Bench, port: number): Promise<PageServer> {
	const routes = new Routes(bench);
	const server = createServer((request, response) => {
		for (const [name, value] of Object.entries(SAFE)) response.setHeader(name, value);
		routes.answer(request, response).catch((error) => refuse(response, error));
	});
	const bound = await bind(server, { port, nextFree: port > 0 });
	return {
		port: bound,
		close: () => {
			routes.live.close();
			server.close();
			server.closeAllConnections();
		},
	};
}

class Routes {
	readonly live: Live;
	readonly #bench: Bench;

	constructor(bench: Bench) {
		this.#bench = bench;
		this.live = new Live(bench);
	}

	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		checkSender(request);
		const [path = "/", query] = (request.url ?? "/").split("?");
		if (path === "/act" || path === "/clock") {
			allow(request, response, "POST");
			this.#change(path, await bodyOf(request));
			send(response, "application/json", stateText(this.#bench));
		} else {
			allow(request, response, "GET");
			this.#get(path, new URLSearchParams(query), response);
		}
	}

	#change(path: "/act" | "/clock", value: unknown): void {
		try {
			if (path === "/act") this.#bench.act(value);
			else this.#bench.setClock(value);
		} catch (error) {
			throw new Refusal(400, (error as Error).message);
		}
		this.#bench.world.look();
	}

	#get(path: string, query: URLSearchParams, response: ServerResponse): void {
		const file = PAGE_FILES.get(path);
		if (file) send(response, file.type, file.text);
		else if (path === "/live") this.live.add(response);
		else if (path === "/state") send(response, "application/json", stateText(this.#bench));
		else if (path === "/actions") send(response, "application/json", JSON.stringify(AREAS));
		else if (path === "/display.png") {
			send(response, "image/png", this.#bench.world.screen.toPng(scaleOf(query)));
		} else throw new Refusal(404, "nothing is here; the page is at /");
	}
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
	response.writeHead(200, { "content-type": type }).end(body);
}

function refuse(response: ServerResponse, error: unknown): void {
	const { status, message } = error instanceof Refusal ? error : new Refusal(500, String(error));
	if (response.headersSent) response.destroy();
	else
		response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${message}\n`);
}

function allow(request: IncomingMessage, response: ServerResponse, method: string): void {
	if (request.method === method) return;
	response.setHeader("allow", method);
	throw new Refusal(405, `only ${method} is understood here`);
}

function scaleOf(query: URLSearchParams): number {
	const scale = Number(query.get("scale") ?? DEFAULT_SCALE);
	if (Number.isInteger(scale) && scale >= 1 && scale <= MAX_SCALE) return scale;
	throw new Refusal(400, `scale is 1 to ${MAX_SCALE}`);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	checkType(request);
	let text = "";
	for await (const chunk of request.setEncoding("utf8")) {
		text += chunk;
		if (text.length > MOST_BODY) throw new Refusal(413, `a body has at most ${MOST_BODY} octets`);
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal(400, "the body is not JSON");
	}
}
