/**
 * What a view draws on: a list of texts, rectangles and at most one painting. A view draws all of
 * itself each time; the sheet compares each part with what was there in its place, and sends only the
 * bands of the screen in which something differs. A display that takes only whole updates (SSD1306)
 * is sent whole when anything does.
 */
import type { Font, Fonts, Screen } from "./screen.ts";
import { colorsOf, PAPER, type Tone } from "./tones.ts";

/** Fonts by their use. */
export const NUMBER = 1;
export const MEDIUM = 2;
export const SMALL = 3;
export type FontUse = 1 | 2 | 3;

/** Parts of a view. */
const MOST = 28;
/** Of a part: kind, tone, x, y, width, height. */
const FIELDS = 6;
const FILL = 0;
const PAINTING = 4;
const BANDS = 16;
/** Displays as wide have a margin and double lines. */
const LARGE = 200;
const MARGIN = 4;

/** What many rectangles make, drawn straight to the screen: a curve, a QR code. */
export interface Painter {
	/** The same number as before is the same picture. */
	readonly version: number;
	paint(screen: Screen, colors: readonly number[], x: number, y: number): void;
}

export interface SheetOptions {
	/** The display takes only updates of the whole screen. */
	readonly isWhole: boolean;
	readonly isColour: boolean;
}

export class Sheet {
	/**
	 * Of what views fill: a monochrome display has one pixel more to shift into, and a larger one a
	 * margin, because its glass ends at its edge.
	 */
	readonly width: number;
	readonly height: number;
	/** 1 on 128×64, 2 on 240×135: of lines, gaps and marks. */
	readonly scale: 1 | 2;
	/** Updates sent to the screen. */
	updates = 0;
	readonly #screen: Screen;
	readonly #fonts: readonly Font[];
	readonly #colors: readonly number[];
	readonly #isWhole: boolean;
	readonly #bandHeight: number;
	readonly #parts = new Int16Array(MOST * FIELDS);
	readonly #texts: string[] = new Array(MOST).fill("");
	#count = 0;
	#before = 0;
	#painter: Painter | undefined = undefined;
	#version = 0;
	/** A bit for each band that differs. */
	#changed = (1 << BANDS) - 1;
	#right: number;
	#down: number;

	constructor(screen: Screen, fonts: Fonts, options: SheetOptions) {
		this.scale = screen.width < LARGE ? 1 : 2;
		this.#right = this.scale > 1 ? MARGIN : 0;
		this.#down = this.#right;
		this.width = screen.width - (this.scale > 1 ? 2 * MARGIN : 1);
		this.height = screen.height - (this.scale > 1 ? 2 * MARGIN : 1);
		this.#screen = screen;
		this.#fonts = [fonts.number, fonts.number, fonts.medium, fonts.small];
		this.#colors = colorsOf(screen, options.isColour);
		this.#isWhole = options.isWhole;
		this.#bandHeight = Math.ceil(screen.height / BANDS);
	}

	heightOf(font: FontUse): number {
		return (this.#fonts[font] as Font).height;
	}

	ascentOf(font: FontUse): number {
		return (this.#fonts[font] as Font).ascent;
	}

	widthOf(text: string, font: FontUse): number {
		return this.#screen.getTextWidth(text, this.#fonts[font] as Font);
	}

	/** Moves all by 0 or 1 pixels. */
	shift(right: number, down: number): void {
		if (right === this.#right && down === this.#down) return;
		this.#right = right;
		this.#down = down;
		this.#changed = -1;
	}

	/** A view begins. */
	begin(): void {
		this.#before = this.#count;
		this.#count = 0;
	}

	fill(tone: Tone, x: number, y: number, width: number, height: number): void {
		if (width > 0 && height > 0) this.#put(FILL, tone, x, y, width, height);
	}

	/** From the top left of its line. Answers its width. */
	text(text: string, font: FontUse, tone: Tone, x: number, y: number): number {
		const width = this.widthOf(text, font);
		const index = this.#count;
		if (this.#texts[index] !== text) {
			this.#texts[index] = text;
			this.#mark(index);
			// Whatever else is the same, this part is another.
			this.#parts[index * FIELDS + 4] = -1;
		}
		this.#put(font, tone, x, y, width, this.heightOf(font));
		return width;
	}

	/** Ends at `right`. Answers where it begins. */
	textTo(right: number, text: string, font: FontUse, tone: Tone, y: number): number {
		const x = right - this.widthOf(text, font);
		this.text(text, font, tone, x, y);
		return x;
	}

	/** One in a view at most. */
	paint(painter: Painter, x: number, y: number, width: number, height: number): void {
		const isSame = this.#painter === painter && this.#version === painter.version;
		this.#painter = painter;
		this.#version = painter.version;
		if (!isSame) this.#mark(this.#count);
		if (!isSame) this.#parts[this.#count * FIELDS + 4] = -1;
		this.#put(PAINTING, PAPER, x, y, width, height);
	}

	/** The view is complete: sends what differs. */
	end(): void {
		for (let i = this.#count; i < this.#before; i++) this.#mark(i);
		if (this.#changed === 0) return;
		const { height } = this.#screen;
		if (this.#isWhole) this.#send(0, height);
		else {
			const step = this.#bandHeight;
			for (let band = 0; band < BANDS; band++) {
				const from = band;
				while (band < BANDS && ((this.#changed >> band) & 1) === 1) band++;
				const top = from * step;
				if (band > from && top < height) this.#send(top, Math.min(band * step, height) - top);
			}
		}
		this.#changed = 0;
	}

	#put(kind: number, tone: Tone, x: number, y: number, width: number, height: number): void {
		const index = this.#count++;
		if (index === MOST) throw new RangeError(`a view has more than ${MOST} parts`);
		const parts = this.#parts;
		const at = index * FIELDS;
		if (
			index < this.#before &&
			parts[at] === kind &&
			parts[at + 1] === tone &&
			parts[at + 2] === x &&
			parts[at + 3] === y &&
			parts[at + 4] === width &&
			parts[at + 5] === height
		) {
			return;
		}
		this.#mark(index);
		parts[at] = kind;
		parts[at + 1] = tone;
		parts[at + 2] = x;
		parts[at + 3] = y;
		parts[at + 4] = width;
		parts[at + 5] = height;
		this.#markRows(y, height);
	}

	/** What was in a part's place has gone. */
	#mark(index: number): void {
		if (index >= this.#before) return;
		const at = index * FIELDS;
		this.#markRows(this.#parts[at + 3] as number, this.#parts[at + 5] as number);
	}

	#markRows(from: number, height: number): void {
		const top = from + this.#down;
		const last = Math.floor((top + height - 1) / this.#bandHeight);
		for (let band = Math.floor(top / this.#bandHeight); band <= last; band++) {
			this.#changed |= 1 << band;
		}
	}

	#send(top: number, height: number): void {
		const screen = this.#screen;
		const colors = this.#colors;
		screen.begin(0, top, screen.width, height);
		screen.fillRectangle(colors[PAPER] as number, 0, top, screen.width, height);
		for (let i = 0; i < this.#count; i++) this.#draw(i, top, top + height);
		screen.end();
		this.updates++;
	}

	#draw(index: number, top: number, bottom: number): void {
		const parts = this.#parts;
		const at = index * FIELDS;
		const kind = parts[at] as number;
		const x = (parts[at + 2] as number) + this.#right;
		const y = (parts[at + 3] as number) + this.#down;
		const height = parts[at + 5] as number;
		if (y >= bottom || y + height <= top) return;
		const color = this.#colors[parts[at + 1] as number] as number;
		if (kind === FILL) this.#screen.fillRectangle(color, x, y, parts[at + 4] as number, height);
		else if (kind === PAINTING) this.#painter?.paint(this.#screen, this.#colors, x, y);
		else {
			const text = this.#texts[index] as string;
			this.#screen.drawText(text, this.#fonts[kind] as Font, color, x, y);
		}
	}
}
