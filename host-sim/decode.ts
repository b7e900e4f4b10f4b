/** `glimt decode`: octets to one JSON object per reading. */
import { Cursor } from "../src/han/cursor.ts";
import { DATA_NOTIFICATION, decodeApdu, decodePdu } from "../src/han/list.ts";
import type { Scalers } from "../src/han/meters/meter.ts";
import { Receiver } from "../src/han/receiver.ts";
import { decimal, KEYS } from "../src/http/json.ts";
import type { Counts } from "../src/model/counts.ts";
import { Reading } from "../src/model/reading.ts";
import { Store } from "../src/model/store.ts";
import { isBare } from "./captures/frames.ts";

/** A reading as `glimt decode` prints it; what was not sent is left out. */
export type Decoded = Record<string, string | number>;

/** Every reading in `octets`: an HDLC stream, or a bare APDU with or without its LLC. */
export function decode(
	octets: Uint8Array,
	counts: Counts,
	scalers: Scalers,
	take: (reading: Decoded) => void,
): void {
	if (isBare(octets)) {
		const cursor = new Cursor();
		const reading = new Reading();
		const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
		cursor.over(octets, view, 0, octets.length);
		counts.octets += octets.length;
		const read = octets[0] === DATA_NOTIFICATION ? decodeApdu : decodePdu;
		if (read(cursor, reading, counts, scalers)) take(decoded(reading));
		return;
	}
	const receiver = new Receiver(new Store(), counts, {
		scalers,
		onReading: (reading) => take(decoded(reading)),
	});
	receiver.receive(octets, 0, octets.length, 0);
	receiver.receive(octets, 0, 0, Number.POSITIVE_INFINITY);
}

export function decoded(reading: Readonly<Reading>): Decoded {
	const { frameClock, clock } = reading;
	const fields: Record<string, string | number | undefined> = {
		vendor: reading.vendor,
		list: reading.list,
		meterId: reading.meterId.toText(),
		meterType: reading.meterType.toText(),
		meterNumber: reading.meterNumber?.toString(),
		listVersion: reading.listVersion.toText(),
		timestamp: clock.toText() ?? frameClock.toText(),
		frameTimestamp: frameClock.toText(),
		frameDeviationMin: frameClock.isSet ? frameClock.deviation : undefined,
		clockTimestamp: clock.toText(),
		clockDeviationMin: clock.isSet ? clock.deviation : undefined,
		clockStatus: clock.isSet ? clock.status : undefined,
	};
	KEYS.forEach((key, index) => {
		fields[key] = decimal(reading, index);
	});
	return Object.fromEntries(
		Object.entries(fields).filter(
			(field): field is [string, string | number] => field[1] !== undefined,
		),
	);
}
