/**
 * What the display costs an ESP32-C3, as bench-app.ts does for the rest: instructions of JavaScript.
 * The screen's own drawing is native on the device and costs nothing here (docs/display.md).
 */
import { Display } from "../../src/display/display.ts";
import { VIEWS, type ViewName } from "../../src/display/navigation.ts";
import type { Font, Screen } from "../../src/display/screen.ts";
import type { Shown } from "../../src/display/view.ts";
import { WORDS } from "../../src/display/words.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { bring, JOINED, type Scene, shownOf, startOf } from "../situation.ts";
import type { Cost } from "./cost.ts";

const ROUNDS = 4;
const UPDATES = 16;
/** A display whose drawing costs nothing. */
class NoScreen implements Screen {
	readonly width: number;
	readonly height: number;

	constructor(isColour: boolean) {
		this.width = isColour ? 240 : 128;
		this.height = isColour ? 135 : 64;
	}
	makeColor(): number {
		return 0;
	}
	begin(): void {}
	fillRectangle(): void {}
	drawText(): void {}
	getTextWidth(): number {
		return 24;
	}
	end(): void {}
}

/** A display of that size, with fonts as high as its own. */
export function displayOf(isColour: boolean, isWhole = !isColour) {
	const font = (height: number, ascent: number): Font => ({ height, ascent });
	const fonts = isColour
		? { number: font(84, 76), medium: font(32, 26), small: font(24, 19) }
		: { number: font(48, 44), medium: font(16, 12), small: font(12, 10) };
	return { screen: new NoScreen(isColour), fonts, isWhole, isColour, hasButton: true };
}

export class DisplayBench {
	readonly #cost: Cost;

	constructor(cost: Cost) {
		this.#cost = cost;
	}

	run(): void {
		for (const isColour of [false, true]) {
			const size = isColour ? "240x135" : "128x64";
			for (const view of VIEWS) this.#redraw(`display: ${size} ${view}, all of it`, view, isColour);
			this.#number(`display: ${size} now, another number`, isColour);
		}
		this.#steps();
	}

	/** By the button, from view to view. */
	#redraw(name: string, view: ViewName, isColour: boolean): void {
		const cost = this.#cost;
		const { display, shown } = prepared(view, isColour);
		cost.reset();
		for (let i = 0; i < ROUNDS; i++) {
			do {
				cost.reset();
				cost.start();
				display.press(shown);
				cost.stop();
			} while (display.view !== view);
		}
		this.#report(name, 1);
	}

	#number(name: string, isColour: boolean): void {
		const cost = this.#cost;
		const { display, shown } = prepared("now", isColour);
		const { values } = shown.store.power;
		for (let i = 0; i < ROUNDS + UPDATES; i++) {
			if (i === ROUNDS) cost.reset();
			values[INDEX.activePowerExport] = 0;
			values[INDEX.activePowerImport] = 1234 + 567 * i;
			shown.store.sequence++;
			cost.start();
			display.show(shown);
			cost.stop();
		}
		this.#report(name, UPDATES);
	}

	/** What takes long is done in steps, without drawing: the code's, and all of a curve at once. */
	#steps(): void {
		const cost = this.#cost;
		const scene = sceneOf("network");
		const display = new Display(displayOf(false), startOf(scene));
		const shown = shownOf(scene, WORDS.nb);
		const without = { ...shown, history: undefined };
		for (const part of ["octets", "modules"]) {
			cost.reset();
			cost.start();
			display.show(without);
			cost.stop();
			this.#report(`display: a code's ${part}`, 1);
		}
	}

	#report(name: string, count: number): void {
		const cost = this.#cost;
		cost.print(`${name}\t${count}\t${cost.instructions()}\t${cost.bytecodes()}`);
		cost.reset();
	}
}

/** Of a view what has most in it: export, over the step, a code of 29 modules, two signs in a curve. */
function sceneOf(view: ViewName): Scene {
	const network = {
		...JOINED,
		phase: "accessPoint" as const,
		ssid: "Glimt-A1B2",
		key: "k7m2p9xw",
	};
	const curve = (minutesAgo: number) => (minutesAgo % 8 < 4 ? 1500 : -2500);
	const scene = { name: view, view, curve };
	if (view === "welcome") return { ...scene, silentMs: 61_000 };
	if (view === "network") return { ...scene, watts: 2410, network };
	if (view === "now") return { ...scene, watts: -17_300, wh: 6000 };
	return { ...scene, watts: 17_300, wh: 12_600, peaks: [12_100, 13_900, 14_400] };
}

/** A display that shows a view. */
export function prepared(view: ViewName, isColour: boolean): { display: Display; shown: Shown } {
	const scene = sceneOf(view);
	const display = new Display(displayOf(isColour), startOf(scene));
	const shown = shownOf(scene, WORDS.nb);
	bring(display, shown, scene);
	return { display, shown };
}
