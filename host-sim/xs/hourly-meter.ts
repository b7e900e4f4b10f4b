/** On XS: pushes of a meter each 10 s with a list 3 each hour, made without allocating anything. */
import { dateOf, dayOfMonthOf, HOUR_MS, monthOf, yearOf } from "../../src/model/civil.ts";
import { DATE_TIME_SIZE } from "../../src/model/date-time.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { Reading } from "../../src/model/reading.ts";

const PERIOD_MS = 10_000;
const LIST_3_MS = 10_000;
/** One list 3 in so many is lost, and one in so many has wrong registers. */
const LOST = 5;
const WRONG = 7;

export class HourlyMeter {
	readonly reading = new Reading();
	/** ms since 1970. */
	utc: number;
	readonly #start: number;
	readonly #clock = new DataView(new ArrayBuffer(DATE_TIME_SIZE));
	#wattSeconds = 0;
	#whole = 0;

	/** Starts at a whole hour. */
	constructor(startMs: number) {
		this.utc = startMs;
		this.#start = startMs;
	}

	/** The next push is in `reading`. */
	next(): void {
		const { reading } = this;
		const hour = Math.floor(this.utc / HOUR_MS);
		const watts = 500 + ((hour * 7919) % 6000);
		this.#wattSeconds += (watts * PERIOD_MS) / 1000;
		this.utc += PERIOD_MS;
		const into = this.utc % HOUR_MS;
		if (into === 0) this.#whole = Math.floor(this.#wattSeconds / 36_000) * 10;
		reading.clear();
		reading.receivedAt = this.utc - this.#start;
		reading.vendor = "Aidon";
		reading.clockRule = "normalTime";
		reading.list = into === LIST_3_MS && hour % LOST !== 0 ? 3 : 2;
		reading.values[INDEX.activePowerImport] = watts;
		reading.values[INDEX.activePowerExport] = 0;
		for (let i = 0; i < 3; i++) reading.values[INDEX.voltageL1 + i] = 230_000;
		if (reading.list === 3) this.#addRegisters(hour);
	}

	#addRegisters(hour: number): void {
		const { values, clock } = this.reading;
		values[INDEX.activeEnergyImport] = hour % WRONG === 0 ? 0 : 10_000 + this.#whole;
		values[INDEX.activeEnergyExport] = 0;
		const view = this.#clock;
		const date = dateOf(Math.floor((hour + 1) / 24));
		view.setUint16(0, yearOf(date));
		view.setUint8(2, monthOf(date));
		view.setUint8(3, dayOfMonthOf(date));
		view.setUint8(5, (hour + 1) % 24);
		clock.set(view, 0);
	}
}
