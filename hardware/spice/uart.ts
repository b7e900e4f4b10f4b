/** 2400 baud on a line as levels in time, both ways. Idle is high; octets go out low bit first. */

export const BAUD = 2400;
const BIT = 1 / BAUD;

export type Format = "8E1" | "8N1";

/** A level and how many bits it lasts. */
export interface Run {
	readonly high: boolean;
	readonly bits: number;
}

/** The octets one after the other. */
export function runsOf(octets: readonly number[], format: Format): Run[] {
	const bits = octets.flatMap((octet) => [false, ...dataBits(octet, format), true]);
	const runs: Run[] = [];
	for (const high of bits) {
		const last = runs.at(-1);
		if (last?.high === high) runs[runs.length - 1] = { high, bits: last.bits + 1 };
		else runs.push({ high, bits: 1 });
	}
	return runs;
}

function dataBits(octet: number, format: Format): boolean[] {
	const data = Array.from({ length: 8 }, (_, i) => ((octet >> i) & 1) === 1);
	return format === "8N1" ? data : [...data, data.filter((bit) => bit).length % 2 === 1];
}

/** A voltage at a time, s and V, times rising. */
export interface Sample {
	readonly time: number;
	readonly volts: number;
}

/** What an input calls low and high: a quarter and three quarters of 3.3 V (ESP32-C3's data sheet). */
export const LOW = 0.825;
export const HIGH = 2.475;

/** A change of level as the input sees it; between low and high it keeps the level it had. */
export interface Edge {
	readonly time: number;
	readonly high: boolean;
}

export function edgesOf(samples: readonly Sample[]): Edge[] {
	const edges: Edge[] = [];
	let high = true;
	for (const [i, { time, volts }] of samples.entries()) {
		if (high ? volts >= LOW : volts <= HIGH) continue;
		high = !high;
		const before = samples[i - 1];
		const limit = high ? HIGH : LOW;
		const part = before === undefined ? 1 : (limit - before.volts) / (volts - before.volts);
		edges.push({
			time: before === undefined ? time : before.time + part * (time - before.time),
			high,
		});
	}
	return edges;
}

export interface Heard {
	readonly octets: number[];
	/** Octets with a stop bit that was low, or a parity that was odd. */
	readonly faults: number;
}

/** Reads each bit in its middle, from the falling edge of the start bit on. */
export function heard(edges: readonly Edge[], from: number, format: Format): Heard {
	const octets: number[] = [];
	let faults = 0;
	let free = from;
	for (const { time, high } of edges) {
		if (high || time < free) continue;
		const levelAt = (bit: number) => levelOf(edges, time + (bit + 0.5) * BIT);
		if (levelAt(0)) continue;
		const data = Array.from({ length: 8 }, (_, i) => levelAt(i + 1));
		const octet = data.reduce((sum, bit, i) => sum | (bit ? 1 << i : 0), 0);
		const parity = format === "8N1" || levelAt(9) === dataBits(octet, format)[8];
		const stop = format === "8N1" ? 9 : 10;
		octets.push(octet);
		if (!parity || !levelAt(stop)) faults++;
		free = time + (stop + 0.5) * BIT;
	}
	return { octets, faults };
}

function levelOf(edges: readonly Edge[], time: number): boolean {
	let [low, high] = [0, edges.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((edges[middle] as Edge).time <= time) low = middle + 1;
		else high = middle;
	}
	return edges[low - 1]?.high ?? true;
}
