/**
 * On XS: each view drawn 1000 times, each time with another reading, and what that allocates a frame
 * after a warm-up: `view slots octets`, of slots and of chunks, which are strings.
 */
import { VIEWS } from "../../src/display/navigation.ts";
import { INDEX } from "../../src/model/quantity.ts";
import { prepared } from "./bench-display.ts";

const FRAMES = 1000;
const WARM_UP = 10;
const SLOTS = 0;
const CHUNKS = 3;
const FIGURES = 15;

export default function main(): void {
	const before = new Int32Array(FIGURES);
	const after = new Int32Array(FIGURES);
	for (const view of VIEWS) {
		const { display, shown } = prepared(view, false);
		const { values } = shown.store.power;
		const draw = (frames: number) => {
			for (let i = 0; i < frames; i++) {
				values[INDEX.activePowerExport] = 1000 + i;
				values[INDEX.currentL1] = 1000 + 100 * i;
				shown.store.sequence++;
				display.show(shown);
			}
		};
		draw(WARM_UP);
		xs.collect();
		xs.memory(before);
		draw(FRAMES);
		xs.memory(after);
		const slots = ((after[SLOTS] as number) - (before[SLOTS] as number)) / FRAMES;
		const octets = ((after[CHUNKS] as number) - (before[CHUNKS] as number)) / FRAMES;
		xs.print(`${view} ${slots} ${octets}`);
	}
	xs.exit(0);
}
