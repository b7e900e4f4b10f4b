/** What can be done, by whose doing it is. Text is for people: docs/bench.md and the page show it. */
import { FIRMWARE_NAMES } from "../meters/firmware.ts";
import type { ActionRule, ChoiceRule, NumberRule, SwitchRule } from "./actions.ts";

function number(unit: string, min: number, max: number, initial: number, step = 1): NumberRule {
	return Object.freeze({ kind: "number", unit, min, max, step, initial });
}

function toggle(initial: boolean): SwitchRule {
	return Object.freeze({ kind: "switch", initial });
}

function choice<const Name extends string>(
	...values: readonly Name[]
): ChoiceRule & { readonly values: readonly Name[] } {
	return Object.freeze({ kind: "choice", values, initial: values[0] ?? "" });
}

const RATE = "per million";
const DAY_SECONDS = 86_400;
const OFF = { isOn: false } as const;
const NONE = { perMillion: 0 } as const;

export const HOUSE = Object.freeze({
	load: {
		does: "Something more takes power: on L1, L2 and L3, or between them in a net of three wires.",
		parameters: {
			l1: number("W", 0, 15_000, 0),
			l2: number("W", 0, 15_000, 0),
			l3: number("W", 0, 15_000, 0),
		},
		off: { l1: 0, l2: 0, l3: 0 },
	},
	car: {
		does: "A car charges: 11 kW on three phases, 7.4 kW on one in other nets.",
		parameters: { isOn: toggle(true) },
		off: OFF,
	},
	solar: {
		does: "Solar cells give so much more, whatever the hour.",
		parameters: { watts: number("W", 0, 30_000, 8000) },
		off: { watts: 0 },
	},
	emptyHouse: {
		does: "Nobody lives there: only what actions add takes or gives power.",
		parameters: { isOn: toggle(true) },
		off: OFF,
	},
} as const satisfies Record<string, ActionRule>);

export const METER = Object.freeze({
	list3Repeat: {
		does: "The next list 3 carry the clock and registers of the one before (seen of Aidon).",
		parameters: { times: number("lists", 0, 1000, 1) },
		off: { times: 0 },
	},
	list3Late: {
		does: "Each list 3 comes so much later than the maker says.",
		parameters: { seconds: number("s", 0, 1800, 45) },
		off: { seconds: 0 },
	},
	list3Missing: {
		does: "The next list 3 are not sent.",
		parameters: { times: number("lists", 0, 1000, 1) },
		off: { times: 0 },
	},
	list1Every: {
		does: "The grid company stretches list 1 (Aidon); 0 is what the maker says.",
		parameters: { seconds: number("s", 0, 10, 10, 0.5) },
		off: { seconds: 0 },
	},
	meterSwap: {
		does: "Another meter of the same make is mounted: new id, registers from nearly nothing.",
		parameters: {},
	},
	port: {
		does: "The grid company opens or closes the HAN port; a frame on its way is still sent.",
		parameters: { isOpen: toggle(false) },
		off: { isOpen: true },
	},
	meterClock: {
		does: "The meter's clock, and all it does by it, is off by so much and drifts from now on.",
		parameters: {
			offsetSeconds: number("s", -DAY_SECONDS, DAY_SECONDS, 3600),
			driftPerMillion: number(RATE, -10_000, 10_000, 0),
		},
		off: { offsetSeconds: 0, driftPerMillion: 0 },
	},
	registersJump: {
		does: "All registers jump, back when negative, never below 0.",
		parameters: { wattHours: number("Wh, varh", -100_000_000, 100_000_000, 1_000_000) },
	},
	firmware: {
		does: "Firmware that differs in one thing, as seen in the field; not on is the maker's papers again.",
		parameters: { variant: choice(...FIRMWARE_NAMES), isOn: toggle(true) },
		off: OFF,
	},
} as const satisfies Record<string, ActionRule>);

export const LINE = Object.freeze({
	bitErrors: {
		does: "Bits are turned, at random.",
		parameters: { perMillion: number(RATE, 0, 500_000, 300) },
		off: NONE,
	},
	lostOctets: {
		does: "Octets are lost, at random.",
		parameters: { perMillion: number(RATE, 0, 1_000_000, 1000) },
		off: NONE,
	},
	doubledOctets: {
		does: "Octets come twice, at random.",
		parameters: { perMillion: number(RATE, 0, 1_000_000, 1000) },
		off: NONE,
	},
	badTransceiver: {
		does: "Long frames lose or change 1 to 8 octets each, short ones are unharmed.",
		parameters: { isOn: toggle(true) },
		off: OFF,
	},
	silence: {
		does: "The cable is out for so long: what is sent meanwhile is lost, in the middle of a frame too.",
		parameters: { seconds: number("s", 0, 7 * DAY_SECONDS, 60, 0.1) },
		off: { seconds: 0 },
	},
	midFrame: {
		does: "The cable is out until the middle of the next frame of more than 50 octets.",
		parameters: {},
	},
	wrongParity: {
		does: "The meter sends 8N1 for 8E1 or the other way round; Glimt is to find out.",
		parameters: { isOn: toggle(true) },
		off: OFF,
	},
	crlf: {
		does: "A text-mode adapter makes 0D 0A of each 0A.",
		parameters: { isOn: toggle(true) },
		off: OFF,
	},
	trailingJunk: {
		does: "Random octets follow the closing flag of each frame.",
		parameters: { octets: number("octets", 0, 64, 4) },
		off: { octets: 0 },
	},
	backToBack: {
		does: "Frames are held back and come so many at once, without a pause.",
		parameters: { frames: number("frames", 1, 20, 4) },
		off: { frames: 1 },
	},
	noise: {
		does: "Random octets between frames, with no end; 240 a second leave no silence.",
		parameters: { octetsPerSecond: number("octets/s", 0, 240, 240) },
		off: { octetsPerSecond: 0 },
	},
} as const satisfies Record<string, ActionRule>);

export const MACHINE = Object.freeze({
	press: {
		does: "The button is pressed so often: the display's next view.",
		parameters: { times: number("times", 1, 20, 1) },
	},
	reboot: {
		does: "Power is gone for so long: the app's state is lost, its storage is kept.",
		parameters: { offSeconds: number("s", 0, DAY_SECONDS, 1, 0.1) },
	},
	heapFull: {
		does: "The app runs out of memory, and the machine restarts it.",
		parameters: {},
	},
	powerCut: {
		does: "Power goes at a storage operation: the next is 1. Part of it may be done.",
		parameters: {
			operation: number("operations", 1, 1_000_000, 1),
			donePercent: number("%", 0, 100, 50),
		},
	},
	blockCallback: {
		does: "JavaScript is busy for so long when the UART calls back, and its ring may overflow.",
		parameters: { ms: number("ms", 0, 60_000, 800) },
		off: { ms: 0 },
	},
} as const satisfies Record<string, ActionRule>);

export const NETWORK = Object.freeze({
	wifi: {
		does: "Wi-Fi goes, with all connections, or comes back with the same or another address.",
		parameters: { isUp: toggle(false), address: choice("same", "new") },
		off: { isUp: true },
	},
	timeServer: {
		does: "What the time server says when it is asked: at every start and return of Wi-Fi, and hourly.",
		parameters: {
			state: choice("right", "silent", "wrong"),
			offsetSeconds: number("s", -10 * 366 * DAY_SECONDS, 10 * 366 * DAY_SECONDS, 3600),
		},
		off: { state: "right" },
	},
	stalledClients: {
		does: "Clients connect, ask for the page and take nothing of the reply; those before them let go.",
		parameters: { count: number("clients", 0, 12, 4) },
		off: { count: 0 },
	},
} as const satisfies Record<string, ActionRule>);
