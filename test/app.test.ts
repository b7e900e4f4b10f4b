import assert from "node:assert/strict";
import { Flash } from "../host-sim/bench/flash.ts";
import { App, type Settings } from "../src/app.ts";
import { REGION } from "../src/storage/layout.ts";
import { Client, encode } from "./support/fake-connection.ts";
import { FAKE_FONTS, FakeScreen } from "./support/fake-screen.ts";
import { AIDON_LIST_1, frame, KAIFA_LIST_1 } from "./support/frames.ts";
import { FakeSlots } from "./support/slots.ts";

class Dongle {
	readonly screen = new FakeScreen();
	readonly app: App;

	constructor(settings: Settings = {}) {
		const options = { isWhole: true, isColour: false, hasButton: true };
		const display = { screen: this.screen, fonts: FAKE_FONTS, ...options };
		this.app = new App({ encode, display }, settings, 0);
	}

	hear(octets: Uint8Array, now: number): this {
		this.app.receive(octets, 0, octets.length, now);
		return this;
	}
}

describe("App", () => {
	it("shows a reading as soon as its frame is whole", () => {
		const dongle = new Dongle().hear(AIDON_LIST_1.subarray(0, 40), 1000);
		dongle.screen.take();
		assert.deepEqual(dongle.hear(AIDON_LIST_1.subarray(40), 1020).screen.texts(), [
			"512",
			"W",
			"Timer lagres ikke",
		]);
	});

	it("draws once for all frames that came together", () => {
		const dongle = new Dongle();
		dongle.screen.take();
		const both = new Uint8Array([...AIDON_LIST_1, ...KAIFA_LIST_1]);
		const begins = dongle
			.hear(both, 1000)
			.screen.take()
			.filter((call) => call.startsWith("begin"));
		assert.equal(begins.length, 1);
		assert.equal(dongle.app.counts.readings, 2);
	});

	it("marks silence as it grows old, tick by tick", () => {
		const dongle = new Dongle().hear(AIDON_LIST_1, 1000);
		dongle.screen.take();
		for (let now = 2000; now <= 31_000; now += 1000) dongle.app.tick(now);
		assert.ok(!dongle.screen.texts().includes("--"));
		dongle.app.tick(32_000);
		assert.ok(dongle.screen.texts().includes("--"));
	});

	it("does not take what waits in the UART's FIFO for silence, whenever it is ticked", () => {
		const long = frame(new Uint8Array(150));
		// The UART calls back at 96 octets, 440 ms after the last time, and 147 ms may be lost on us.
		for (let tick = 1000; tick <= 1586; tick += 2) {
			const dongle = new Dongle().hear(long.subarray(0, 96), 1000);
			dongle.app.tick(tick);
			dongle.hear(long.subarray(96), 1587);
			assert.equal(dongle.app.counts.frames, 1, `ticked after ${tick - 1000} ms`);
		}
	});

	it("hears a list as long as Sweden's longest to its end", () => {
		const { app } = new Dongle().hear(frame(new Uint8Array(570)), 1000);
		assert.deepEqual([app.counts.frames, app.counts.badLlc], [1, 1]);
	});

	it("finds a frame behind a false start at the next tick", () => {
		// A flag and a header that claim 500 octets, with a good HCS.
		const claim = frame(new Uint8Array(490)).subarray(0, 9);
		const dongle = new Dongle().hear(claim, 0).hear(AIDON_LIST_1, 200);
		assert.equal(dongle.app.counts.readings, 0);
		dongle.app.tick(1000);
		assert.equal(dongle.app.counts.readings, 1);
	});

	it("speaks the language it is set to", () => {
		assert.ok(new Dongle({ language: "en" }).screen.texts().includes("Meter not connected"));
	});

	it("speaks another language as soon as its owner says so, and not for anything else", () => {
		const dongle = new Dongle({ language: "en" }).hear(AIDON_LIST_1, 1000);
		dongle.app.settings.change({ fuseAmperes: 40 });
		dongle.app.press(1500);
		assert.ok(dongle.screen.texts().includes("This hour"));
		dongle.app.settings.change({ language: "en" });
		dongle.app.settings.change({ language: "nb" });
		dongle.app.tick(2000);
		assert.ok(dongle.screen.texts().includes("Denne timen"));
	});

	it("shows the next view at a press of the button, and the first when it was not pressed for long", () => {
		const dongle = new Dongle().hear(AIDON_LIST_1, 1000);
		assert.equal(dongle.app.view, "now");
		dongle.app.press(1500);
		assert.equal(dongle.app.view, "hour");
		dongle.app.tick(21_498);
		assert.equal(dongle.app.view, "hour");
		dongle.app.hold(21_499);
		dongle.app.tick(41_498);
		assert.equal(dongle.app.view, "hour");
		dongle.app.tick(41_499);
		assert.equal(dongle.app.view, "now");
	});

	it("reads powers by the scaler it was given", () => {
		const plain = new Dongle().hear(KAIFA_LIST_1, 1000).app.store.live.netPower ?? 0;
		const { live } = new Dongle({ scalers: { power: 1 } }).hear(KAIFA_LIST_1, 1000).app.store;
		assert.ok(plain > 0);
		assert.equal(live.netPower, 10 * plain);
	});

	it("shows why it was restarted", () => {
		const dongle = new Dongle({ restartReason: "memory full" }).hear(AIDON_LIST_1, 1000);
		while (dongle.app.view !== "meter") dongle.app.press(1000);
		assert.ok(dongle.screen.texts().includes("Omstart: fullt minne"));
	});

	it("tells whoever has the machine of each change of its settings", () => {
		const { app } = new Dongle();
		const told: number[] = [];
		app.onSettings = ({ fuseAmperes }) => told.push(fuseAmperes);
		app.settings.change({ fuseAmperes: 40 });
		app.settings.change({ fuseAmperes: 4 });
		assert.deepEqual(told, [40]);
	});

	it("begins with what its owner chose, before what it was made with", () => {
		const slots = new FakeSlots();
		const chosen = { parity: "none", ownerCode: "87654321" };
		const made = { parity: "even", history: { ownerCode: "12345678" } } as const;
		const first = new App({ encode, slots }, made, 0);
		assert.deepEqual([first.parity, first.ownerCode], ["even", "12345678"]);
		assert.equal(first.settings.change(chosen).status, "kept");
		const next = new App({ encode, slots }, made, 0);
		assert.deepEqual([next.parity, next.ownerCode], ["none", "87654321"]);
	});

	it("tries the other parity when octets come and no frame does", () => {
		const dongle = new Dongle();
		for (let now = 1000; now <= 20_000; now += 1000) {
			dongle.hear(new Uint8Array(20).fill(0x55), now);
			dongle.app.tick(now);
		}
		assert.equal(dongle.app.parity, "none");
	});

	it("keeps hours once it is told the time, by the steps its owner chose last", () => {
		const ports = { encode, storage: new Flash(REGION, 1), slots: new FakeSlots() };
		const app = new App(ports, {}, 0);
		const show = () => app.history?.thisHour?.nextStep;
		const listen = (from: number, app: App) => {
			for (let now = from; now < from + 120_000; now += 10_000) {
				app.receive(AIDON_LIST_1, 0, AIDON_LIST_1.length, now);
				for (let i = 0; i < 10; i++) app.tick(now + i * 1000);
			}
		};
		listen(0, app);
		assert.equal(show(), undefined);
		app.setTime(Date.UTC(2026, 0, 31, 12, 10), 120_000);
		listen(120_000, app);
		assert.equal(show(), 2000);
		app.settings.change({ capacityStepsW: [3000, 6000] });
		listen(240_000, app);
		assert.equal(show(), 3000);
		assert.ok((app.history?.thisHour?.wh ?? 0) > 0);
		const next = new App(ports, {}, 0);
		next.setTime(Date.UTC(2026, 0, 31, 12, 20), 0);
		listen(0, next);
		assert.equal(next.history?.thisHour?.nextStep, 3000);
	});

	it("works without a display", () => {
		const app = new App({ encode }, {}, 0);
		app.receive(AIDON_LIST_1, 0, AIDON_LIST_1.length, 0);
		app.tick(1000);
		assert.equal(app.store.live.netPower, 512);
	});

	it("serves what it has read, with the time of day once it is told", () => {
		const dongle = new Dongle().hear(AIDON_LIST_1, 1000);
		const get = () => {
			const client = new Client(dongle.app.server);
			client.send("GET /api/v1/reading HTTP/1.1\r\nHost: glimt.local\r\n\r\n");
			return JSON.parse(client.body);
		};
		assert.deepEqual(get().power, { list: 1, ageSeconds: 0, activePowerImportW: 512 });
		dongle.app.setTime(Date.UTC(2026, 0, 31, 12, 0, 10), 2000);
		dongle.app.tick(4000);
		assert.deepEqual(get().power, {
			list: 1,
			at: "2026-01-31T12:00:09Z",
			ageSeconds: 3,
			activePowerImportW: 512,
		});
	});

	it("tells each reading as an event, and each octet, to those who ask", () => {
		const dongle = new Dongle();
		const ask = (path: string) =>
			new Client(dongle.app.server).send(`GET ${path} HTTP/1.1\r\nHost: glimt.local\r\n\r\n`);
		const events = ask("/api/v1/events");
		const raw = ask("/api/v1/raw");
		assert.equal(events.body, "retry: 3000\n\n");
		dongle.hear(AIDON_LIST_1.subarray(0, 30), 1000).hear(AIDON_LIST_1.subarray(30), 1100);
		const reading = ask("/api/v1/reading").body;
		const event = `event: reading\ndata: ${reading}\n\n`;
		assert.ok(reading.includes('"activePowerImportW":512'));
		assert.ok(events.sent.endsWith(`retry: 3000\n\n${event}`));
		assert.equal(raw.body, String.fromCharCode(...AIDON_LIST_1));
		dongle.app.receive(AIDON_LIST_1, 5, 9, 1200);
		assert.equal(raw.body.length, AIDON_LIST_1.length + 4);
		raw.exchange?.closed();
		const slow = ask("/api/v1/raw");
		slow.connection.room = 0;
		const chunk = Uint8Array.of(0x41, 0x42);
		dongle.hear(chunk, 1300);
		chunk.fill(0x5a);
		assert.equal(slow.take(9).body, "AB");
		slow.exchange?.closed();
		assert.ok(ask("/api/v1/events").sent.endsWith(`retry: 3000\n\n${event}`));
	});
});
