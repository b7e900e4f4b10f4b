/** What each engine makes of the same octets: the app on XS is the app on Node. */
import assert from "node:assert/strict";
import { type Engine, nodeEngine, xsEngine } from "../../host-sim/engines.ts";
import { octetsOfHex } from "../../host-sim/hex.ts";
import { ownCaptures } from "../../host-sim/own-captures.ts";
import { FrameBuffer } from "../../host-sim/screen.ts";
import { XS_FOLDER } from "../../host-sim/xs/host.ts";
import { ask } from "../support/ask.ts";
import { sharedFiles, sharedOctets, withSharedCaptures } from "../support/shared.ts";
import { withXs } from "../support/xs/host.ts";

const PATHS = ["/api/v1/reading", "/api/v1/status", "/healthz"];
const CHUNK = 96;
const CHUNK_MS = 440;
/** So that what a capture leaves half is over before the next one begins. */
const SILENCE_MS = 5000;
const START_MS = Date.UTC(2026, 0, 31, 12);

class Dongle {
	readonly #screen = new FrameBuffer();
	readonly #engine: Engine;
	#now = 0;

	constructor(make: (screen: FrameBuffer) => Engine) {
		this.#engine = make(this.#screen);
		this.#engine.app.setTime(START_MS, 0);
	}

	hear(octets: Uint8Array): void {
		for (let at = 0; at < octets.length; at += CHUNK) {
			this.#now += CHUNK_MS;
			this.#engine.app.receive(octets, at, Math.min(at + CHUNK, octets.length), this.#now);
		}
		this.#now += SILENCE_MS;
		this.#engine.app.tick(this.#now);
	}

	/** All that can be seen from outside. */
	get seen(): string[] {
		const texts = PATHS.map((path) => ask(this.#engine.app.server, path, this.#now));
		this.#engine.look();
		return [...texts, Buffer.from(this.#screen.pixels).toString("base64")];
	}

	close(): Promise<void> {
		return this.#engine.close();
	}
}

async function sees(captures: Iterable<readonly [name: string, octets: Uint8Array]>) {
	const node = new Dongle(nodeEngine);
	const xs = new Dongle((screen) => xsEngine(screen, XS_FOLDER));
	let readings = 0;
	try {
		for (const [name, octets] of captures) {
			node.hear(octets);
			xs.hear(octets);
			const { seen } = node;
			assert.deepEqual(xs.seen, seen, name);
			readings = JSON.parse(seen[1] as string).wire.readings;
		}
	} finally {
		await xs.close();
		await node.close();
	}
	return readings;
}

withXs("both engines", () => {
	it("say and show the same of every capture of a virtual meter", async () => {
		const readings = await sees(ownCaptures().map(({ path, hex }) => [path, octetsOfHex(hex)]));
		assert.ok(readings > 50);
	}).timeout(60_000);

	withSharedCaptures("of real meters", () => {
		for (const folder of ["no", "se", "dk", "ch", "at", "other", "bad", "encrypted", "streams"]) {
			it(`say and show the same: ${folder}`, async () => {
				const files = sharedFiles(folder);
				assert.ok(files.length > 0);
				await sees(files.map((file) => [file, sharedOctets(file)] as const));
			}).timeout(60_000);
		}
	});
});
