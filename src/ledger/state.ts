/**
 * What must survive a restart, beside the hours: the registers last believed and what was booked
 * since. Its 96 octets (big endian):
 *
 * ```
 * version(1) basis(1) flags(1) phases(1) meter(4) open(4) hour(4) into(4) importCovered(2) exportCovered(2)
 * import: { register(8) base(8) shown(8) since(4) gathered(4) settled(4) }
 * export: the same, with 0(4) in place of gathered
 * ```
 */

/** Octets of a packed state. */
export const STATE_SIZE = 96;

const VERSION = 1;
const BEGUN = 1;
const OPENED = 2;
/** Where it is not said, other octets stood in place of `gathered` once. */
const GATHERING = 4;
const FLOWS_AT = 24;
const FLOW_SIZE = 36;
const GATHERED_AT = FLOWS_AT + 28;

/** Of one direction, in Wh, as in `Flow`. */
export class FlowState {
	register = 0;
	base = 0;
	shown = 0;
	since = 0;
	settled = 0;
	/** Seconds. */
	settledCovered = 0;
}

export class LedgerState {
	/** How the meter's wall clock is read, as its place in `BASES` and one more; 0 is by its rule. */
	basis = 0;
	/** There are registers. */
	isBegun = false;
	/** Of the meter's id; 0 where it sends none. */
	meter = 0;
	/** The hour that was in progress, UTC; undefined when the time was not known. */
	open: number | undefined = undefined;
	/** What the hours from this one through `open` hold is being moved into it (`Span.gather`). 0 is none. */
	gathered = 0;
	/** When the registers were read: the UTC hour and ms into it. */
	hour = 0;
	into = 0;
	/** Phases that have been there, by bit. */
	phases = 0;
	readonly flows: readonly [FlowState, FlowState] = [new FlowState(), new FlowState()];

	/** Writes `STATE_SIZE` octets to `view` at `at`. */
	pack(view: DataView, at: number): void {
		view.setUint8(at, VERSION);
		view.setUint8(at + 1, this.basis);
		const opened = this.open === undefined ? 0 : OPENED;
		const gathering = this.gathered === 0 ? 0 : GATHERING;
		view.setUint8(at + 2, (this.isBegun ? BEGUN : 0) | opened | gathering);
		view.setUint8(at + 3, this.phases);
		view.setUint32(at + 4, this.meter);
		view.setUint32(at + 8, this.open ?? 0);
		view.setUint32(at + 12, this.hour);
		view.setUint32(at + 16, this.into);
		view.setUint16(at + 20, this.flows[0].settledCovered);
		view.setUint16(at + 22, this.flows[1].settledCovered);
		for (let i = 0; i < 2; i++) packFlow(this.flows[i as 0], view, at + FLOWS_AT + i * FLOW_SIZE);
		view.setUint32(at + GATHERED_AT, this.gathered);
	}

	/** Reads what `pack` wrote; false when it is of another version, and then nothing is changed. */
	unpack(view: DataView, at: number): boolean {
		if (view.getUint8(at) !== VERSION) return false;
		const flags = view.getUint8(at + 2);
		this.basis = view.getUint8(at + 1);
		this.isBegun = (flags & BEGUN) !== 0;
		this.gathered = (flags & GATHERING) !== 0 ? view.getUint32(at + GATHERED_AT) : 0;
		this.phases = view.getUint8(at + 3);
		this.meter = view.getUint32(at + 4);
		this.open = (flags & OPENED) !== 0 ? view.getUint32(at + 8) : undefined;
		this.hour = view.getUint32(at + 12);
		this.into = view.getUint32(at + 16);
		this.flows[0].settledCovered = view.getUint16(at + 20);
		this.flows[1].settledCovered = view.getUint16(at + 22);
		for (let i = 0; i < 2; i++) unpackFlow(this.flows[i as 0], view, at + FLOWS_AT + i * FLOW_SIZE);
		return true;
	}
}

function packFlow(flow: Readonly<FlowState>, view: DataView, at: number): void {
	view.setFloat64(at, flow.register);
	view.setFloat64(at + 8, flow.base);
	view.setFloat64(at + 16, flow.shown);
	view.setUint32(at + 24, flow.since);
	view.setUint32(at + 28, 0);
	view.setUint32(at + 32, flow.settled);
}

function unpackFlow(flow: FlowState, view: DataView, at: number): void {
	flow.register = view.getFloat64(at);
	flow.base = view.getFloat64(at + 8);
	flow.shown = view.getFloat64(at + 16);
	flow.since = view.getUint32(at + 24);
	flow.settled = view.getUint32(at + 32);
}
