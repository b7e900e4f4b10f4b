/** What holds for every frame, whoever's meter sent it. */
import assert from "node:assert/strict";
import { type Decoded, decode, decoded } from "../../host-sim/decode.ts";
import { Receiver } from "../../src/han/receiver.ts";
import { Counts } from "../../src/model/counts.ts";
import { Store } from "../../src/model/store.ts";

export type Capture = readonly [name: string, octets: Uint8Array];

/** All that `glimt decode` would print. */
export function readings(octets: Uint8Array): Decoded[] {
	const found: Decoded[] = [];
	decode(octets, new Counts(), {}, (reading) => found.push(reading));
	return found;
}

/** Every way to cut and to spoil a frame, on each of `captures`. */
export function eachSurvives(captures: readonly Capture[]): void {
	it(`is read the same in chunks of any size: ${captures.length} captures`, () => {
		for (const [name, octets] of captures) {
			const right = readings(octets);
			for (let size = 1; size < octets.length; size++) {
				assert.deepEqual(readingsInChunks(octets, size), right, `${name} in chunks of ${size}`);
			}
		}
	});

	it(`with one bit wrong yields no wrong reading: ${captures.length} captures`, function () {
		this.timeout(60_000);
		for (const [name, octets] of captures) oneBitWrong(name, octets);
	});

	it(`cut anywhere yields no wrong reading: ${captures.length} captures`, () => {
		for (const [name, octets] of captures) {
			for (let end = 0; end < octets.length - 1; end++) {
				assert.deepEqual(readings(octets.subarray(0, end)), [], `${name} cut at ${end}`);
				assert.deepEqual(readings(octets.subarray(octets.length - end)), [], `${name} from ${end}`);
			}
		}
	});

	it(`is found after any prefix of another: ${captures.length} captures`, function () {
		this.timeout(60_000);
		captures.forEach((first, i) => {
			const second = captures[(i + 1) % captures.length] as Capture;
			foundAfterAnyPrefix(first, second);
			foundAfterAnyPrefix(first, first);
		});
	});
}

function readingsInChunks(octets: Uint8Array, size: number): Decoded[] {
	const found: Decoded[] = [];
	const receiver = new Receiver(new Store(), new Counts(), {
		onReading: (reading) => found.push(decoded(reading)),
	});
	for (let at = 0; at < octets.length; at += size) {
		receiver.receive(octets, at, Math.min(at + size, octets.length), 0);
	}
	return found;
}

function oneBitWrong(name: string, octets: Uint8Array): void {
	const right = JSON.stringify(readings(octets));
	for (let i = 0; i < octets.length; i++) {
		for (let bit = 0; bit < 8; bit++) {
			const bent = octets.slice();
			bent[i] = (octets[i] as number) ^ (1 << bit);
			const found = readings(bent);
			// Only the closing flag may be wrong: the frame is good without it.
			if (found.length === 0) continue;
			assert.equal(i, octets.length - 1, `${name} octet ${i} bit ${bit}`);
			assert.equal(JSON.stringify(found), right);
		}
	}
}

function foundAfterAnyPrefix([name, first]: Capture, [, second]: Capture): void {
	const right = readings(second);
	const both = new Uint8Array(first.length + second.length);
	for (let end = 0; end < first.length - 1; end++) {
		both.set(first.subarray(0, end));
		both.set(second, end);
		assert.deepEqual(readings(both.subarray(0, end + second.length)), right, `${name} ${end}`);
	}
}
