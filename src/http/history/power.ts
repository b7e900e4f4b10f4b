/** `GET /api/v1/power`: net power of the last two hours, a mean for each 10 seconds. */
import { TEN_SECONDS_SLOTS } from "../../ledger/recent.ts";
import { utcText } from "../../model/utc.ts";
import type { History } from "./history.ts";
import type { Table } from "./table.ts";

const COLUMNS = Object.freeze(["at", "ageSeconds", "powerW"]);

/** One row for each 10 s of which something was told. `now` is monotonic, as what `utcAt` takes. */
export function powerTable(
	{ recent }: History,
	now: number,
	utcAt: (monotonicMs: number) => number | undefined,
): Table {
	const ring = recent.tenSeconds;
	const { periodMs } = ring;
	const last = ring.period;
	let period = last - TEN_SECONDS_SLOTS;
	const next = () => {
		while (period < last) {
			const at = period * periodMs;
			const watts = ring.at(period++);
			if (watts === undefined) continue;
			const utc = utcAt(at);
			return {
				at: utc === undefined ? undefined : utcText(utc),
				ageSeconds: Math.floor((now - at) / 1000),
				powerW: watts,
			};
		}
		return undefined;
	};
	return { name: "power", about: { periodSeconds: periodMs / 1000 }, columns: COLUMNS, next };
}
