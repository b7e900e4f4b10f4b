/** Days and months: sums over their hours, made anew each time and kept nowhere. */
import { ESTIMATED, GAP, type HourRecord, MEASURED } from "./hour.ts";
import type { Hours } from "./hours.ts";

export class Sums {
	/** Hours, UTC: from the first up to that after the last. */
	from = 0;
	to = 0;
	/** Wh. Import is the owner's word in hours that the owner has corrected. */
	importWh = 0;
	exportWh = 0;
	/** Hours by the quality of their import, as in `QUALITIES`. Those of which nothing is kept are gaps. */
	readonly qualities: [gap: number, estimated: number, mixed: number, measured: number] = [
		0, 0, 0, 0,
	];
	/** Hours that the owner has corrected. */
	corrected = 0;
	readonly #visit = (record: Readonly<HourRecord>) => this.take(record);
	#open: Readonly<HourRecord> | undefined = undefined;

	/**
	 * Sums the hours from `from` up to `to`. What is kept of the hour in progress is older than `open`,
	 * which takes its place.
	 */
	sum(hours: Hours, from: number, to: number, open?: Readonly<HourRecord>): void {
		this.begin(from, to, open);
		hours.each(from, to, this.#visit);
		this.end();
	}

	/** The same in shares: `begin`, then `take` each record in between, then `end`. */
	begin(from: number, to: number, open?: Readonly<HourRecord>): void {
		this.from = from;
		this.to = to;
		this.importWh = 0;
		this.exportWh = 0;
		this.qualities.fill(0);
		this.corrected = 0;
		this.#open = undefined;
		if (open && open.hour >= from && open.hour < to) this.take(open);
		this.#open = open;
	}

	take(record: Readonly<HourRecord>): void {
		if (record.hour === this.#open?.hour) return;
		this.importWh += record.importWh;
		this.exportWh += record.export.wh;
		this.qualities[record.import.quality]++;
		if (record.isCorrected) this.corrected++;
	}

	/** Hours of which no record came are gaps. */
	end(): void {
		let kept = 0;
		for (let quality = ESTIMATED; quality <= MEASURED; quality++)
			kept += this.qualities[quality] as number;
		this.qualities[GAP] = this.to - this.from - kept;
	}
}
