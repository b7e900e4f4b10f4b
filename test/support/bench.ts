/** A bench whose real time stands still until a test moves it, and its page on a free port. */
import { Bench } from "../../host-sim/bench/bench.ts";
import { type PageServer, servePage } from "../../host-sim/bench/page-server.ts";
import { World, type WorldOptions } from "../../host-sim/bench/world.ts";
import { nodeEngine } from "../../host-sim/engines.ts";

/** Half past five in the evening in Norway, in normal time. */
export const START_MS = Date.UTC(2026, 10, 22, 16, 30);

const TURN_MS = 5;

export class TestBench {
	readonly bench: Bench;
	readonly world: World;
	#realMs = 0;
	#server: PageServer | undefined = undefined;
	#timer: NodeJS.Timeout | undefined = undefined;

	constructor(options: Partial<WorldOptions> = {}) {
		this.world = new World({
			meter: "aidon-6534",
			seed: 1,
			startMs: START_MS,
			engine: nodeEngine,
			...options,
		});
		this.bench = new Bench(this.world, 1, () => this.#realMs);
	}

	/** Serves the page, and gives turns meanwhile. */
	async open(): Promise<this> {
		this.#server = await servePage(this.bench, 0);
		this.#timer = setInterval(() => this.bench.turn(), TURN_MS);
		return this;
	}

	get port(): number {
		return this.#server?.port ?? 0;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** So much real time passes at once. */
	pass(ms: number): void {
		this.#realMs += ms;
		this.bench.turn();
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		this.#server?.close();
		await this.world.close();
	}
}
