/** The display in a terminal: 64 columns of braille, framed, drawn over itself. */
import { type FrameBuffer, toBraille } from "./screen.ts";

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
const CLEAR = "\x1b[2J";
const HOME = "\x1b[H";
const CLEAR_LINE = "\x1b[K";

export class Terminal {
	readonly #out: NodeJS.WriteStream;
	readonly #screen: FrameBuffer;
	#shown = -1;

	constructor(out: NodeJS.WriteStream, screen: FrameBuffer) {
		this.#out = out;
		this.#screen = screen;
		out.write(HIDE_CURSOR + CLEAR);
	}

	/** Draws the display when it has changed, with `lines` below. */
	show(lines: readonly string[]): void {
		if (this.#screen.updates === this.#shown) return;
		this.#shown = this.#screen.updates;
		const rows = toBraille(this.#screen);
		const rule = "─".repeat(rows[0]?.length ?? 0);
		const picture = [`┌${rule}┐`, ...rows.map((row) => `│${row}│`), `└${rule}┘`];
		this.#out.write(
			HOME + [...picture, ...lines, ""].map((line) => `${line}${CLEAR_LINE}`).join("\n"),
		);
	}

	close(): void {
		this.#out.write(SHOW_CURSOR);
	}
}
