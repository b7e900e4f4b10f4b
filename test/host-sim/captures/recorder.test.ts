/** What is recorded from any stream, and the lines that are told from it. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { Recorder, recordFrom } from "../../../host-sim/captures/recorder.ts";
import { openSerial, settingsOf } from "../../../host-sim/captures/serial-line.ts";
import { captureOf } from "../../../host-sim/input.ts";
import { AIDON_LIST_1, joined, KAIFA_LIST_1, octets } from "../../support/frames.ts";

const HEAD = { line: "2400 8E1", startedMs: Date.UTC(2026, 0, 17, 14, 32, 20, 113) };

/** A recorder, and what it has written. */
function recording(): { recorder: Recorder; written: () => string } {
	const lines: string[] = [];
	const recorder = new Recorder((line) => lines.push(line), HEAD);
	return { recorder, written: () => lines.join("") };
}

describe("a recorder", () => {
	it("writes a capture that says what came and when", () => {
		const { recorder, written } = recording();
		recorder.take(AIDON_LIST_1.subarray(0, 3), 412.4);
		recorder.take(AIDON_LIST_1.subarray(3), 612.5);
		assert.match(
			written(),
			/^# glimt capture 1\n# line: 2400 8E1\n# started: 2026-01-17T14:32:20.113Z\n0.412 7E A0 2A\n0.61\d 41 08 .* 7E\n$/,
		);
		const capture = captureOf(Buffer.from(written()));
		assert.deepEqual(new Uint8Array(capture.octets), AIDON_LIST_1);
		assert.equal(capture.line, "2400 8E1");
		assert.equal(recorder.summary, "44 octets, 1 frame, 1 reading");
		assert.equal(recorder.advice, undefined);
	});

	it("knows a Kamstrup meter that is read with parity", () => {
		const { recorder } = recording();
		recorder.take(octets("7E 13"), 0);
		assert.equal(recorder.advice, undefined);
		recorder.take(octets("2B 48 A2 D2 E6 1E"), 20);
		assert.match(recorder.advice ?? "", /Kamstrup meter, which has no parity/);
	});

	it("says so when octets come but no frames", () => {
		const { recorder } = recording();
		recorder.take(new Uint8Array(1199), 0);
		assert.equal(recorder.advice, undefined);
		recorder.take(new Uint8Array(1), 0);
		assert.match(recorder.advice ?? "", /no frame is good/);
		recorder.take(KAIFA_LIST_1, 0);
		assert.equal(recorder.advice, undefined);
	});
});

describe("recording a stream", () => {
	it("takes chunks as they come, until told to stop", async () => {
		const { recorder, written } = recording();
		const stream = new PassThrough();
		const stop = new AbortController();
		const lost = recordFrom(stream, recorder, stop.signal);
		stream.write(AIDON_LIST_1);
		await new Promise((resolve) => setTimeout(resolve, 50));
		stream.write(KAIFA_LIST_1);
		await new Promise((resolve) => setImmediate(resolve));
		stop.abort();
		assert.equal(await lost, undefined);
		const { octets: came, arrivals } = captureOf(Buffer.from(written()));
		assert.deepEqual(new Uint8Array(came), joined(AIDON_LIST_1, KAIFA_LIST_1));
		assert.equal(arrivals.length, 2);
		const apart = (arrivals[1]?.atMs ?? 0) - (arrivals[0]?.atMs ?? 0);
		assert.ok(apart >= 45, `${apart} ms apart`);
	});

	it("tells why a stream ended by itself", async () => {
		const never = new AbortController().signal;
		const failing = new PassThrough();
		const lost = recordFrom(failing, recording().recorder, never);
		failing.destroy(new Error("no such device"));
		assert.equal(await lost, "no such device");
		const ending = new PassThrough();
		const ended = recordFrom(ending, recording().recorder, never);
		ending.end();
		assert.equal(await ended, "it ended");
	});

	it("fails where it cannot write", async () => {
		let isFull = false;
		const recorder = new Recorder(() => {
			if (isFull) throw new Error("no space left");
		}, HEAD);
		isFull = true;
		const stream = new PassThrough();
		const recorded = recordFrom(stream, recorder, new AbortController().signal);
		stream.write(AIDON_LIST_1);
		await assert.rejects(recorded, /no space left/);
	});
});

describe("a serial port", () => {
	it("has the settings of the meter's maker", () => {
		assert.equal(settingsOf("even"), "2400 8E1");
		assert.equal(settingsOf("none"), "2400 8N1");
	});

	it("needs the optional package, and says how to get it", async () => {
		const missing = () => Promise.reject(new Error("Cannot find package 'serialport'"));
		await assert.rejects(openSerial("/dev/ttyUSB0", "even", missing), /npm install .*serialport/);
	});
});
