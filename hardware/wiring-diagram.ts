/**
 * The drawing of a build: meter, module, board and display from left to right, each wire a straight
 * line with its colour written on it. Pins are where their wires end, not where the board has them.
 */
import type { Build, Colour } from "./build.ts";
import { type End, type Part, type Wire, wires } from "./wires.ts";

interface Box {
	readonly x: number;
	readonly width: number;
	readonly title: string;
	readonly subtitle: string;
}

const TOP = 96;
const BOX_HEIGHT = 232;
const FIRST_ROW = TOP + 40;
const ROW = 52;
const GAP = 160;
const BOTTOM = TOP + BOX_HEIGHT;
const NOTES = BOTTOM + 100;
const NOTE = 24;

const INK = "#1f2933";
const FAINT = "#5b6770";

/** Bright enough to be told apart, dark enough on white. */
const PAINT: Readonly<Record<Colour, string>> = {
	red: "#c62828",
	black: "#1f2933",
	green: "#2e7d32",
	blue: "#1565c0",
	yellow: "#d9a400",
	white: "#ffffff",
	orange: "#e8710a",
	"white-orange": "#ffffff",
};

/** The drawing as SVG. */
export function wiringDiagram(build: Build): string {
	const boxes = boxesOf(build);
	const last = boxes.oled ?? boxes.board;
	const width = last.x + last.width + 40;
	const notes = notesOf(build);
	const height = NOTES + notes.length * NOTE + 12;
	const all = wires(build);
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="15" fill="${INK}">`,
		`<title>${escaped(`Wiring: ${build.title}`)}</title>`,
		`<desc>${escaped(all.map(sentence).join(" "))}</desc>`,
		`<rect width="${width}" height="${height}" rx="12" fill="#ffffff"/>`,
		...Object.values(boxes).flatMap(drawBox),
		...drawIsolation(boxes.module),
		...drawOwnDisplay(build, boxes.board),
		...drawUsb(boxes.board),
		...drawMeterNote(boxes.meter),
		...placed(all, boxes).flatMap(drawWire),
		...notes.map((note, i) => text(30, NOTES + i * NOTE, note, `fill="${FAINT}"`)),
		"</svg>",
	].join("\n")}\n`;
}

type Boxes = { readonly [part in "meter" | "module" | "board"]: Box } & { readonly oled?: Box };

function boxesOf({ title, target, display }: Build): Boxes {
	const meter: Box = { x: 30, width: 120, title: "Meter", subtitle: "HAN port, RJ45" };
	const module: Box = {
		x: meter.x + meter.width + GAP,
		width: 170,
		title: "M-Bus module",
		subtitle: "TSS721A, isolated",
	};
	const board: Box = { x: module.x + module.width + GAP, width: 220, title, subtitle: target };
	if (display.place === "board") return { meter, module, board };
	const x = board.x + board.width + GAP;
	const subtitle = "SSD1306, 128 × 64";
	return { meter, module, board, oled: { x, width: 120, title: "OLED, I2C", subtitle } };
}

function drawBox({ x, width, title, subtitle }: Box): string[] {
	const middle = x + width / 2;
	return [
		text(middle, TOP - 36, title, `text-anchor="middle" font-weight="bold" font-size="17"`),
		text(middle, TOP - 14, subtitle, `text-anchor="middle" font-size="14" fill="${FAINT}"`),
		`<rect x="${x}" y="${TOP}" width="${width}" height="${BOX_HEIGHT}" rx="8" fill="#f4f6f8" stroke="${FAINT}" stroke-width="1.5"/>`,
	];
}

/** Nothing conducts from the left half of the module to the right. */
function drawIsolation({ x, width }: Box): string[] {
	const middle = x + width / 2;
	return [
		`<line x1="${middle}" y1="${TOP + 10}" x2="${middle}" y2="${BOTTOM - 34}" stroke="${FAINT}" stroke-width="2" stroke-dasharray="6 6"/>`,
		text(middle, BOTTOM - 14, "isolation", `text-anchor="middle" font-size="14" fill="${FAINT}"`),
	];
}

function drawOwnDisplay({ display }: Build, { x, width }: Box): string[] {
	if (display.place === "wired") return [];
	const name = display.driver === "ssd1306" ? "OLED" : "Colour LCD";
	const left = x + width - 126;
	const middle = left + 56;
	const words = `text-anchor="middle" fill="#ffffff"`;
	return [
		`<rect x="${left}" y="${TOP + 64}" width="112" height="92" rx="6" fill="${INK}"/>`,
		text(middle, TOP + 94, name, `${words} font-weight="bold"`),
		text(middle, TOP + 116, `${display.width} × ${display.height}`, words),
		text(middle, TOP + 138, "on the board", `${words} font-size="14"`),
	];
}

function drawUsb({ x, width }: Box): string[] {
	const middle = x + width / 2;
	return [
		`<line x1="${middle}" y1="${BOTTOM}" x2="${middle}" y2="${BOTTOM + 26}" stroke="${INK}" stroke-width="4"/>`,
		`<rect x="${middle - 80}" y="${BOTTOM + 26}" width="160" height="34" rx="6" fill="#f4f6f8" stroke="${FAINT}" stroke-width="1.5"/>`,
		text(middle, BOTTOM + 48, "USB charger, 5 V", `text-anchor="middle"`),
	];
}

function drawMeterNote({ x, width }: Box): string[] {
	const middle = x + width / 2;
	const style = `text-anchor="middle" font-size="14" fill="${FAINT}"`;
	return [
		text(middle, BOTTOM - 34, "pins 3 to 8", style),
		text(middle, BOTTOM - 14, "stay open", style),
	];
}

interface PlacedWire {
	readonly wire: Wire;
	readonly left: number;
	readonly right: number;
	readonly y: number;
}

/** Wires between two parts take rows from the top; the meter's two are in the middle. */
function placed(all: readonly Wire[], boxes: Boxes): PlacedWire[] {
	const rows: Record<Part, number> = { meter: 0.5, module: 0, board: 0, oled: 0 };
	return all.map((wire) => {
		const from = boxes[wire.from.part] as Box;
		const to = boxes[wire.to.part] as Box;
		const y = FIRST_ROW + rows[wire.from.part]++ * ROW;
		return { wire, left: from.x + from.width, right: to.x, y };
	});
}

function drawWire({ wire, left, right, y }: PlacedWire): string[] {
	const line = `<line x1="${left}" y1="${y}" x2="${right}" y2="${y}"`;
	const words = `${wire.colour}: ${wire.carries}`;
	return [
		`${line} stroke="${FAINT}" stroke-width="6"/>`,
		`${line} stroke="${PAINT[wire.colour]}" stroke-width="4"/>`,
		...(wire.colour === "white-orange"
			? [`${line} stroke="${PAINT.orange}" stroke-width="4" stroke-dasharray="10 10"/>`]
			: []),
		`<circle cx="${left}" cy="${y}" r="5" fill="${INK}"/>`,
		`<circle cx="${right}" cy="${y}" r="5" fill="${INK}"/>`,
		text((left + right) / 2, y - 10, words, `text-anchor="middle" font-size="14"`),
		...drawEnd(wire.from, left - 12, y, "end"),
		...drawEnd(wire.to, right + 12, y, "start"),
	];
}

function drawEnd({ pin, gpio }: End, x: number, y: number, anchor: "start" | "end"): string[] {
	const printed = text(x, y + 5, pin, `text-anchor="${anchor}" font-weight="bold"`);
	if (gpio === undefined) return [printed];
	const style = `text-anchor="${anchor}" font-size="13" fill="${FAINT}"`;
	return [printed, text(x, y + 22, `GPIO${gpio}`, style)];
}

function notesOf({ display, leaveOpen }: Build): string[] {
	const oled =
		display.place === "wired" ? ["The OLED may be left out where a key is chosen (--key)."] : [];
	const open = leaveOpen === undefined ? [] : [`Leave open: ${leaveOpen}.`];
	return [
		"The two bus wires may be swapped. Colours of the bus: a patch cable to T568B.",
		"Wires to the same pin of the board are joined there. Nothing goes to the board’s TX.",
		[...oled, ...open].join(" "),
	].filter((note) => note !== "");
}

function sentence({ from, to, colour }: Wire): string {
	return `${colour}: ${from.part} ${from.pin} to ${to.part} ${to.pin}.`;
}

function text(x: number, y: number, words: string, style: string): string {
	return `<text x="${x}" y="${y}" ${style}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
	return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
