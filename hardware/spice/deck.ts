/**
 * What ngspice is given: the carrier between a meter and the XIAO's input, with the values of the
 * parts table, and a meter that sends. `models.lib` has the chips.
 */
import { PARTS } from "../carrier/parts.ts";
import { BAUD, type Format, runsOf } from "./uart.ts";

export interface Case {
	readonly format: Format;
	readonly octets: readonly number[];
	/** V on the bus while idle, and while a 0 is sent. */
	readonly mark: number;
	readonly space: number;
	/** The bus wires exchanged. */
	readonly swapped: boolean;
	/** V below the mark where the TSS721A sees a space: 5.7 to 8.2. */
	readonly threshold: number;
	/** Of the coupler: collector by LED current, and F between collector and base. */
	readonly ratio: number;
	readonly slowness: number;
	/** Ohm, where the board's is not taken. */
	readonly ridd: number;
	readonly led: number;
	readonly pullUp: number;
	/** s from the cable's plugging in until the first octet; the level at SC needs 0.2. */
	readonly quiet: number;
}

/** The board as it is, a meter at 24 V, and typical chips. */
export const NOMINAL: Case = {
	format: "8E1",
	octets: [0x7e, 0xa0, 0x00, 0xff, 0x55],
	mark: 24,
	space: 12,
	swapped: false,
	threshold: 7,
	ratio: 1.5,
	slowness: 10e-12,
	ridd: PARTS.R3.value,
	led: PARTS.R5.value,
	pullUp: PARTS.R6.value,
	quiet: 0.25,
};

/** s. The cable is plugged in at 1 ms; a contact closes in 2 µs. */
const PLUGGED = 1e-3;
const CONTACT = 2e-6;
/** s for the bus to change between mark and space. */
const SLOPE = 10e-6;

/** When the start bit of the first octet begins, s. */
export function startOf({ quiet }: Case): number {
	return PLUGGED + quiet;
}

/** When it is all over, s. */
export function endOf(one: Case): number {
	const bits = runsOf(one.octets, one.format).reduce((sum, run) => sum + run.bits, 0);
	return startOf(one) + (bits + 12) / BAUD;
}

export function deck(one: Case, models: string, output: string): string {
	const [first, second] = one.swapped ? ["b", "a"] : ["a", "b"];
	return `* The carrier, its meter, and the input of the XIAO
.include ${models}
.options reltol=2e-3 abstol=1e-9 vntol=1e-5 method=gear
Vbus a far pwl(${busOf(one)})
Vamps b far 0
Cable a b 100p
* The socket: TVS and a resistor in each leg
Ctvs a b 200p
R1 ${first} l1 ${PARTS.R1.value}
R2 ${second} l2 ${PARTS.R2.value}
Xu1 l1 l2 stc sc vdd tx com tss721a ridd=${one.ridd} vt=${one.threshold}
C1 sc com ${PARTS.C1.value}
C2 stc com ${PARTS.C2.value}
C3 vdd com ${PARTS.C3.value}
R5 vdd led ${one.led}
Xu2 led tx 0 rxd sfh618a ctr=${one.ratio} ccb=${one.slowness}
* Our side: the pull-up, the XIAO's 3.3 V, and its input
V3v3 v3v3 0 3.3
R6 v3v3 rxd ${one.pullUp}
Cin rxd 0 20p
* What is left between the sides
Rgap com 0 1g
Cgap com 0 1p
.ic v(stc)=0 v(vdd)=0 v(sc)=0 v(v3v3)=3.3 v(rxd)=3.3
.control
set wr_singlescale
set wr_vecnames
tran 20u ${endOf(one)} 0 40u uic
wrdata ${output} v(rxd) v(a,b) i(vamps) v(vdd,com) v(sc,com) v(${first},l1)
quit
.endc
.end
`;
}

/** Points of the bus' voltage: nothing, the mark, and the octets. */
function busOf(one: Case): string {
	const points: [number, number][] = [
		[0, 0],
		[PLUGGED, 0],
		[PLUGGED + CONTACT, one.mark],
	];
	let time = startOf(one);
	let volts = one.mark;
	for (const { high, bits } of runsOf(one.octets, one.format)) {
		points.push([time, volts]);
		volts = high ? one.mark : one.space;
		points.push([time + SLOPE, volts]);
		time += bits / BAUD;
	}
	return points.map(([at, level]) => `${at.toFixed(9)} ${level}`).join("\n+ ");
}
