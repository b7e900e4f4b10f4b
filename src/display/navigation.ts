/**
 * Which view is shown, when it goes back to the first, how bright the display is, and by how much an
 * OLED's picture is shifted so that no pixel is lit for years. It is told the time and starts nothing.
 */
import { DAY_HOURS, HOUR_MS } from "../model/civil.ts";
import { localHourOf } from "../time/oslo.ts";

/** In the order in which the button goes through them; the first is shown until a reading has come. */
export const VIEWS = Object.freeze([
	"welcome",
	"now",
	"hour",
	"phases",
	"twoHours",
	"month",
	"meter",
	"network",
] as const);
export type ViewName = (typeof VIEWS)[number];

const WELCOME = 0;
const NOW = 1;
const NETWORK = 7;

/** From the last press until it goes back. */
export const RETURN_MS = 20_000;
/** Without a button the first view is shown for so long, then another. */
export const FIRST_MS = 12_000;
export const OTHER_MS = 6000;
const SHIFT_MS = 60_000;
/** Local hours: from the first up to the second it is night. */
const NIGHT_FROM = 23;
const NIGHT_TO = 6;
const NIGHT_PERCENT = 15;
const FULL_PERCENT = 100;

export class Navigation {
	readonly #hasButton: boolean;
	#view = WELCOME;
	#since: number;
	#pressedAt: number | undefined = undefined;
	/** Of the views that take turns, the last that had its. */
	#turn = NOW;
	#hasReading = false;

	constructor(hasButton: boolean, now: number) {
		this.#hasButton = hasButton;
		this.#since = now;
	}

	get view(): ViewName {
		return VIEWS[this.#view] as ViewName;
	}

	/** The next view; after the last the first. */
	press(now: number): void {
		const first = this.#first;
		const next = this.#view < NOW ? NOW + 1 : this.#view + 1;
		this.#go(next < VIEWS.length ? next : first, now);
		this.#pressedAt = now;
	}

	/** Reserved for what has to be approved by hand; until then it only keeps the view there is. */
	hold(now: number): void {
		if (this.#pressedAt !== undefined) this.#pressedAt = now;
	}

	/** What is so now. `isSettingUp`: the device is its own network, which somebody wants to join. */
	look(hasReading: boolean, isSettingUp: boolean, now: number): void {
		this.#hasReading = hasReading;
		if (this.#view <= NOW && this.#view !== this.#first) this.#go(this.#first, now);
		if (this.#pressedAt !== undefined) {
			if (now - this.#pressedAt < RETURN_MS) return;
			this.#pressedAt = undefined;
			this.#go(this.#first, now);
		}
		const isFirst = this.#view <= NOW;
		const ms = now - this.#since;
		if (!isFirst && ms >= OTHER_MS) this.#go(this.#first, now);
		else if (isFirst && ms >= FIRST_MS) this.#rotate(isSettingUp, now);
	}

	/** 0 or 1 to the right, and down. */
	shiftRight(now: number): number {
		const turn = Math.floor(now / SHIFT_MS) % 4;
		return turn === 1 || turn === 2 ? 1 : 0;
	}

	shiftDown(now: number): number {
		return Math.floor(now / SHIFT_MS) % 4 >= 2 ? 1 : 0;
	}

	/** Per cent. Less at night by Oslo's clock, but never dark, and full while somebody presses. */
	brightness(utcMs: number | undefined): number {
		if (utcMs === undefined || this.#pressedAt !== undefined) return FULL_PERCENT;
		const hour = localHourOf(Math.floor(utcMs / HOUR_MS)) % DAY_HOURS;
		return hour >= NIGHT_FROM || hour < NIGHT_TO ? NIGHT_PERCENT : FULL_PERCENT;
	}

	get #first(): number {
		return this.#hasReading ? NOW : WELCOME;
	}

	/** To what has its turn: the network while it is set up, and without a button all. */
	#rotate(isSettingUp: boolean, now: number): void {
		if (isSettingUp) this.#go(NETWORK, now);
		else if (!this.#hasButton && this.#hasReading) {
			this.#turn = this.#turn + 1 < VIEWS.length ? this.#turn + 1 : NOW + 1;
			this.#go(this.#turn, now);
		}
	}

	#go(view: number, now: number): void {
		this.#view = view;
		this.#since = now;
	}
}
