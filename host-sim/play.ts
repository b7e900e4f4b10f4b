/** A scene on a display in memory. */
import { Display } from "../src/display/display.ts";
import { type Language, WORDS } from "../src/display/words.ts";
import { portsOf } from "./machine.ts";
import { FrameBuffer } from "./screen.ts";
import { bring, type Scene, shownOf, startOf } from "./situation.ts";

/** The display of that size, 128×64 or 240×135 in colour, as it is then. */
export function play(scene: Scene, language: Language, isColour: boolean): FrameBuffer {
	const screen = isColour ? new FrameBuffer(240, 135) : new FrameBuffer();
	const display = new Display(portsOf(screen).display, startOf(scene));
	bring(display, shownOf(scene, WORDS[language]), scene);
	return screen;
}
