/** Whatever is lost on the way: what registers tell is in the hours, to the Wh. */
import assert from "node:assert/strict";
import { random, randomAt } from "../../host-sim/house/random.ts";
import { GAP, HourRecord, MEASURED } from "../../src/ledger/hour.ts";
import { Bench, HOUR, MINUTE } from "./ledger-bench.ts";
import { AIDON, KAIFA, KAMSTRUP, type Maker, SWEDISH } from "./plain-meter.ts";

const MAKERS: readonly Maker[] = [AIDON, KAIFA, KAMSTRUP, SWEDISH];
const HOURS = 24;

/** A house that draws up to 9 kW, sometimes gives, and changes at random moments. */
function houseOf(seed: number): (utc: number) => number {
	return (utc) => {
		const slow = randomAt(seed, Math.floor(utc / (7 * MINUTE)));
		const fast = randomAt(seed + 1, Math.floor(utc / 20_000));
		return Math.round(slow * 6000 + fast * 3000 - (slow < 0.2 ? 3500 : 0));
	};
}

/** Wh of all hours. */
class Books {
	imported = 0;
	exported = 0;

	read(bench: Bench, from: number): void {
		this.imported = 0;
		this.exported = 0;
		const { open } = bench.ledger;
		bench.hours.each(from - 30, from + HOURS + 30, (record) => {
			this.#add(record.hour === open?.hour ? open : record);
		});
	}

	#add(record: Readonly<HourRecord>): void {
		this.imported += record.import.wh;
		this.exported += record.export.wh;
	}
}

/** A day of random losses, cuts and lost hours in a random house; throws where the ledger is wrong. */
export function liveDay(seed: number): void {
	const maker = MAKERS[seed % MAKERS.length] as Maker;
	const next = random(seed);
	const start = Date.UTC(2026, Math.floor(next() * 12), 1 + Math.floor(next() * 28), 12);
	const network = next() < 0.7;
	const bench = new Bench({ maker, house: houseOf(seed), start, network });
	const loss = [0, next() * 0.3, next() * 0.5, next() * 0.6];
	const books = new Books();
	const name = `seed ${seed}, ${maker.vendor}`;
	let last = 0;
	let believed = 0;
	/** Wh that the hours hold beyond the registers: what was told before the first. */
	let before: readonly number[] | undefined;
	bench.hears = (list) => next() >= (loss[list] as number);
	bench.heard = () => {
		const { ledger } = bench;
		const shown = ledger.liveImport ?? last;
		assert.ok(shown >= last, `${name}: the live counter fell`);
		last = shown;
		if (ledger.counts.believed === believed) return;
		believed = ledger.counts.believed;
		// Of many hours the check comes with the next registers.
		if (ledger.isMending) return;
		books.read(bench, start / HOUR);
		// Registers of the whole hour say nothing of the hour in progress.
		const { registers, open } = ledger;
		const isWhole = registers.moment % HOUR === 0;
		const now = [
			books.imported - registers.import - (isWhole ? (open?.import.wh ?? 0) : 0),
			books.exported - registers.export - (isWhole ? (open?.export.wh ?? 0) : 0),
		];
		before ??= now;
		assert.deepEqual(now, before, `${name}: the hours hold what the registers tell`);
	};
	for (let at = start; at < start + HOURS * HOUR; ) {
		at += Math.ceil(next() * 5 * HOUR);
		bench.runTo(at);
		if (next() < 0.6) {
			bench.turnOff();
			believed = 0;
			at += Math.ceil(next() ** 3 * 5 * HOUR);
			bench.runTo(at);
			bench.turnOn();
		}
	}
	bench.hears = () => true;
	bench.runTo((Math.ceil(bench.meter.now / HOUR) + 2) * HOUR + 2 * MINUTE);
	check(bench, start / HOUR, name);
}

/** No hour is far from the truth unless it says so. */
function check(bench: Bench, from: number, name: string): void {
	const record = new HourRecord();
	for (let hour = from; (hour + 1) * HOUR <= bench.meter.now; hour++) {
		if (!bench.hours.get(hour, record) || record.import.quality === GAP) continue;
		const right = bench.truth(hour);
		const error = Math.abs(record.import.wh - right);
		const { registers } = bench.meter.maker;
		const part = record.import.quality === MEASURED ? (registers === "hour" ? 0 : 0.01) : 0.06;
		const allowed = 12 + part * right;
		assert.ok(error <= allowed, `${name}, hour ${hour - from}: ${error} Wh off of ${right}`);
	}
}
