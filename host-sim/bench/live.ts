/** The state as server-sent events (WHATWG HTML, 9.2), to every page that is open. */
import type { ServerResponse } from "node:http";
import type { Bench } from "./bench.ts";
import { stateText } from "./state.ts";

/** Real time between two events, if anything has changed. */
const LOOK_MS = 100;
/** What a page has not taken: a browser that is cut off then comes back and is told anew. */
const MOST_WAITING = 65_536;

export class Live {
	readonly #bench: Bench;
	readonly #pages = new Set<ServerResponse>();
	#timer: NodeJS.Timeout | undefined = undefined;
	/** What all pages have been told of. */
	#now = -1;
	#doings = -1;

	constructor(bench: Bench) {
		this.#bench = bench;
	}

	/** A page is told what there is, and then what changes, until it goes. */
	add(response: ServerResponse): void {
		response.writeHead(200, { "content-type": "text/event-stream" });
		response.write(event(stateText(this.#bench)));
		response.on("close", () => this.#remove(response));
		this.#pages.add(response);
		if (this.#timer !== undefined) return;
		this.#now = this.#bench.world.now;
		this.#doings = this.#bench.doings;
		this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
	}

	close(): void {
		for (const response of this.#pages) response.end();
		clearInterval(this.#timer);
	}

	#remove(response: ServerResponse): void {
		this.#pages.delete(response);
		if (this.#pages.size > 0) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	#look(): void {
		const { world, doings } = this.#bench;
		if (world.now === this.#now && doings === this.#doings) return;
		this.#now = world.now;
		this.#doings = doings;
		const text = event(stateText(this.#bench));
		for (const page of this.#pages) {
			if (page.writableLength > MOST_WAITING) page.destroy();
			else page.write(text);
		}
	}
}

/** `data` is one line. */
function event(data: string): string {
	return `data: ${data}\n\n`;
}
