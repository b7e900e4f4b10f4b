/**
 * Watches a world: what the meter told, how many readings came of it, and whether any was invented.
 * A reading is invented when no frame of the meter carried it.
 */
import { App } from "../../src/app.ts";
import { Counts } from "../../src/model/counts.ts";
import { type Decoded, decode, decoded } from "../decode.ts";
import type { Engine } from "../engines.ts";
import type { World } from "./world.ts";

/** Fields of a part of `/api/v1/reading` that no frame carries. */
const OURS = ["list", "at", "ageSeconds", "meterClock", "meterClockRule"];
const PARTS = ["power", "phases", "energy"] as const;

type Part = Readonly<Record<string, unknown>>;

export class Observer {
	readonly world: World;
	/** What the meter last sent, by key, as its own firmware had it. */
	readonly told = new Map<string, string | number>();
	/** As JSON, each once. */
	readonly invented: string[] = [];
	/** Every push as octets say, newest last. */
	readonly #pushes: Decoded[] = [];
	readonly #known = new Set<string>();
	/** Of starts before this one. */
	#readingsBefore = 0;
	#sequence = 0;

	/** Watches from now on. */
	constructor(world: World) {
		this.world = world;
		world.watch = {
			onPush: ({ octets }) => this.#remember(octets),
			onReceived: (app) => this.#checkStore(app),
			onEnd: () => {
				this.#readingsBefore += this.#readingsNow();
				this.#sequence = 0;
			},
		};
	}

	/** Of the app, over all its starts. */
	get readings(): number {
		return this.#readingsBefore + this.#readingsNow();
	}

	/** Looks at what the API says now. */
	look(): void {
		const { json, status } = this.world.network.ask("/api/v1/reading");
		if (status !== 200) return;
		for (const name of PARTS) {
			const part = (json as Record<string, Part | undefined>)[name];
			if (part !== undefined && !this.#carried(part)) this.#invent(JSON.stringify(part));
		}
	}

	#readingsNow(): number {
		const { json } = this.world.network.ask("/api/v1/status");
		return (json as { wire: { readings: number } } | undefined)?.wire.readings ?? 0;
	}

	#remember(octets: Uint8Array): void {
		for (const [key, value] of Object.entries(decoded(this.world.told))) this.told.set(key, value);
		decode(octets, new Counts(), {}, (reading) => {
			this.#pushes.push(reading);
			this.#known.add(JSON.stringify(reading));
		});
	}

	/** On Node, after all that the app takes; elsewhere the app cannot be looked into. */
	#checkStore(app: Engine["app"]): void {
		if (!(app instanceof App) || app.store.sequence === this.#sequence) return;
		this.#sequence = app.store.sequence;
		const reading = JSON.stringify(decoded(app.store.live));
		if (!this.#known.has(reading)) this.#invent(reading);
	}

	#carried(part: Part): boolean {
		const keys = Object.keys(part).filter((key) => !OURS.includes(key) && !key.startsWith("l2"));
		const clock = part["meterClock"];
		// From the newest on, which it nearly always is.
		for (let i = this.#pushes.length - 1; i >= 0; i--) {
			const push = this.#pushes[i] as Decoded;
			const isOne = push["list"] === part["list"] && keys.every((key) => push[key] === part[key]);
			if (isOne && (clock === undefined || clock === push["timestamp"])) return true;
		}
		return false;
	}

	#invent(reading: string): void {
		if (!this.invented.includes(reading)) this.invented.push(reading);
	}
}
