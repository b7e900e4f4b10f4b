/** What the display may see, and what a view is. */
import type { Counts } from "../model/counts.ts";
import { STALE_MS, type Store } from "../model/store.ts";
import type { Brush } from "./screen.ts";
import type { Words } from "./words.ts";

export interface Shown {
	readonly store: Store;
	readonly counts: Readonly<Counts>;
	readonly isOnline: boolean;
	readonly words: Words;
	/** Milliseconds, monotonic. */
	readonly now: number;
}

/** A strip of the display, as wide as the screen. */
export interface View {
	readonly top: number;
	readonly height: number;
	/** Looks at what is to be shown. True when it looks different from what was drawn last. */
	update(shown: Shown): boolean;
	/** Draws the whole strip on cleared ground. */
	draw(brush: Brush): void;
}

/** Net W to show; undefined when there is none or it is too old. */
export function freshPower(shown: Shown): number | undefined {
	const reading = shown.store.power;
	if (reading.list === 0 || shown.now - reading.receivedAt > STALE_MS) return undefined;
	return reading.netPower;
}
