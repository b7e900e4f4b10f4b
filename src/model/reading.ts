/**
 * One push from the meter, in exact integers whose units never vary: W, var, Wh, varh, mA, mV and
 * permille. `undefined` means "this push did not carry it", never zero.
 *
 * Owned by whoever made it and overwritten in place.
 */
import { type ClockRule, DateTime } from "./date-time.ts";
import { Label } from "./label.ts";
import { INDEX, QUANTITIES, type QuantityName } from "./quantity.ts";

/** 1 only active power, 2 instantaneous values, 3 with energy registers; 0 is "no reading". */
export type List = 0 | 1 | 2 | 3;

export class Reading {
	list: List = 0;
	/** Milliseconds on the machine's monotonic clock, when the last octet arrived. */
	receivedAt = 0;
	/** Maker, as `glimt decode` prints it. */
	vendor = "";
	/** What wall clock `frameClock` and `clock` keep; undefined where no source says. */
	clockRule: ClockRule | undefined = undefined;
	/** One value for each row of `QUANTITIES`, in its unit. */
	readonly values: (number | undefined)[] = new Array(QUANTITIES.length).fill(undefined);

	/** OBIS 0.2.129. */
	readonly listVersion = new Label();
	/** OBIS 96.1.0 or 0.0.5. */
	readonly meterId = new Label();
	/** OBIS 96.1.7 or 96.1.1. */
	readonly meterType = new Label();
	/** OBIS 0.0.1, in Kamstrup's DLMS list only. */
	meterNumber: number | undefined = undefined;
	/** From the APDU's header. */
	readonly frameClock = new DateTime();
	/** OBIS 1.0.0. */
	readonly clock = new DateTime();

	/**
	 * The net has three wires and the meter does not measure the voltage to L2: it sends 0 there
	 * (Kaifa MA304H3E and MA304T3, Landis+Gyr E350). Not a phase loss.
	 */
	l2VoltageNotMeasured = false;
	/** The meter does not measure the current in L2: it sends 0 or nothing. */
	l2CurrentNotMeasured = false;

	/** In the unit of its row in `QUANTITIES`; undefined when not sent. */
	get(name: QuantityName): number | undefined {
		return this.values[INDEX[name]];
	}

	/** W, import less export; undefined when the push carries neither. */
	get netPower(): number | undefined {
		const taken = this.values[ACTIVE_POWER_IMPORT];
		const given = this.values[ACTIVE_POWER_EXPORT];
		if (taken === undefined) return given === undefined ? undefined : -given;
		return given === undefined ? taken : taken - given;
	}

	clear(): void {
		this.list = 0;
		this.vendor = "";
		this.clockRule = undefined;
		this.values.fill(undefined);
		this.listVersion.clear();
		this.meterId.clear();
		this.meterType.clear();
		this.meterNumber = undefined;
		this.frameClock.clear();
		this.clock.clear();
		this.l2VoltageNotMeasured = false;
		this.l2CurrentNotMeasured = false;
	}
}

const ACTIVE_POWER_IMPORT = INDEX.activePowerImport;
const ACTIVE_POWER_EXPORT = INDEX.activePowerExport;
