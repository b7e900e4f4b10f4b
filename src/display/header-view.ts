/** Which meter is heard, and whether there is a network. */
import type { Brush } from "./screen.ts";
import { freshPower, type Shown, type View } from "./view.ts";
import type { Words } from "./words.ts";

/** Bars of the network's mark, 2 pixels wide with 1 between. */
const BARS = 4;
const BAR_STEP = 3;
const BAR_TALLER = 2;

export class HeaderView implements View {
	readonly top = 0;
	readonly height = 12;
	#meter = "";
	#isOnline = false;
	#isStale = false;

	update(shown: Shown): boolean {
		const meter = meterState(shown, shown.words);
		const isStale = shown.store.live.list !== 0 && freshPower(shown) === undefined;
		const { isOnline } = shown;
		if (meter === this.#meter && isOnline === this.#isOnline && isStale === this.#isStale) {
			return false;
		}
		this.#meter = meter;
		this.#isOnline = isOnline;
		this.#isStale = isStale;
		return true;
	}

	draw({ screen, fonts, ink }: Brush): void {
		const bottom = this.top + this.height - 3;
		screen.drawText(this.#meter, fonts.small, ink, 0, this.top);
		// Silence strikes the name out.
		const width = screen.getTextWidth(this.#meter, fonts.small);
		if (this.#isStale) screen.fillRectangle(ink, 0, this.top + 5, width, 1);
		for (let i = 0; i < BARS; i++) {
			const height = this.#isOnline ? (i + 1) * BAR_TALLER : 1;
			screen.fillRectangle(ink, screen.width - (BARS - i) * BAR_STEP, bottom - height, 2, height);
		}
	}
}

function meterState({ store, counts }: Shown, words: Words): string {
	if (store.live.list !== 0) return makerName(store.live.vendor);
	return counts.octets === 0 ? words.noMeter : words.listening;
}

function makerName(vendor: string): string {
	return vendor === "LandisGyr(Embriq)" ? "Landis+Gyr" : vendor;
}
