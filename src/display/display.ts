/** The display: one view at a time on the sheet, by navigation. */
import { drawHourView } from "./hour-view.ts";
import { LineWatch } from "./line-watch.ts";
import { drawMeter } from "./meter-view.ts";
import { drawMonth } from "./month-view.ts";
import { Navigation, type ViewName } from "./navigation.ts";
import { NetworkView } from "./network-view.ts";
import { drawNow } from "./now-view.ts";
import { drawPhases } from "./phases-view.ts";
import { RecentView } from "./recent-view.ts";
import type { Fonts, Screen } from "./screen.ts";
import { Sheet } from "./sheet.ts";
import { freshPower, type Shown, type View } from "./view.ts";
import { drawWelcome } from "./welcome-view.ts";

/** How long the first view stays as it is without a reading. */
const SETTLED_MS = 5000;

export interface DisplayOptions {
	readonly screen: Screen;
	readonly fonts: Fonts;
	/** The display takes only updates of the whole screen. */
	readonly isWhole: boolean;
	readonly isColour: boolean;
	/** Without one the views take turns. */
	readonly hasButton: boolean;
	/** In per cent; left out where the driver cannot. */
	setBrightness?(percent: number): void;
}

export class Display {
	readonly #options: DisplayOptions;
	readonly #sheet: Sheet;
	readonly #navigation: Navigation;
	readonly #line: LineWatch;
	readonly #recent = new RecentView();
	readonly #network = new NetworkView();
	#brightness = 100;
	#drawnView: ViewName | undefined = undefined;
	#drawnSequence = 0;
	#drawnAt = 0;

	constructor(options: DisplayOptions, now: number) {
		this.#options = options;
		this.#sheet = new Sheet(options.screen, options.fonts, options);
		this.#navigation = new Navigation(options.hasButton, now);
		this.#line = new LineWatch(now);
	}

	get view(): ViewName {
		return this.#navigation.view;
	}

	/** Updates sent to the screen. */
	get updates(): number {
		return this.#sheet.updates;
	}

	press(shown: Shown): void {
		this.#navigation.press(shown.now);
		this.show(shown);
	}

	hold(shown: Shown): void {
		this.#navigation.hold(shown.now);
	}

	/** Draws what has changed; or does some of what takes long, and draws the next time. */
	show(shown: Shown): void {
		const { now, store, network, history } = shown;
		const navigation = this.#navigation;
		this.#line.look(shown.counts, now);
		navigation.look(store.live.list !== 0, network.phase === "accessPoint", now);
		this.#dim(navigation.brightness(shown.utcAt(now)));
		if (history !== undefined) this.#recent.look(history.recent.tenSeconds);
		if (this.#network.prepare(network) || this.#isSettled(shown)) return;
		this.#drawnView = navigation.view;
		this.#drawnSequence = store.sequence;
		this.#drawnAt = now;
		const sheet = this.#sheet;
		if (!this.#options.isColour) {
			sheet.shift(navigation.shiftRight(now), navigation.shiftDown(now));
		}
		sheet.begin();
		this.#draw(sheet, shown);
		sheet.end();
	}

	/** The number was drawn, and is the same: between two readings the bar beneath hardly moves. */
	#isSettled(shown: Shown): boolean {
		const { view } = this.#navigation;
		if (view !== "now" || view !== this.#drawnView) return false;
		const isSame = shown.store.sequence === this.#drawnSequence;
		return isSame && shown.now - this.#drawnAt < SETTLED_MS && freshPower(shown) !== undefined;
	}

	#draw(sheet: Sheet, shown: Shown): void {
		const { view } = this.#navigation;
		if (view === "twoHours") this.#recent.draw(sheet, shown);
		else if (view === "network") this.#network.draw(sheet, shown);
		else DRAWN[view](sheet, shown, this.#line);
	}

	#dim(percent: number): void {
		if (percent === this.#brightness) return;
		this.#brightness = percent;
		this.#options.setBrightness?.(percent);
	}
}

const DRAWN: Readonly<Record<Exclude<ViewName, "twoHours" | "network">, View>> = Object.freeze({
	welcome: drawWelcome,
	now: drawNow,
	hour: drawHourView,
	phases: drawPhases,
	month: drawMonth,
	meter: drawMeter,
});
