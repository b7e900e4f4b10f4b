/**
 * The device's fonts as the C host reads them: a head, a record for each glyph, and rows of bits.
 * Little endian; `screen.c` draws the same structures.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BitmapFont } from "../bitmap-font.ts";
import { loadFonts } from "../machine.ts";

const HEAD = 8;
const GLYPH = 20;

const NAMES = ["number", "medium", "small"] as const;

/** The files in `folder`, in the order of `xs.fontHeight`. */
export function fontFiles(folder: string): string[] {
	return NAMES.map((name) => join(folder, `${name}.bits`));
}

export function writeFonts(folder: string): void {
	const fonts = loadFonts();
	fontFiles(folder).forEach((file, i) => {
		writeFileSync(file, packed(fonts[NAMES[i] as (typeof NAMES)[number]] as BitmapFont));
	});
}

function packed(font: BitmapFont): Buffer {
	const { characters } = font;
	const head = Buffer.alloc(HEAD);
	head.writeUInt16LE(font.height, 0);
	head.writeUInt16LE(font.ascent, 2);
	head.writeUInt16LE(characters.length, 4);
	let offset = HEAD + GLYPH * characters.length;
	const records: Buffer[] = [];
	const bits: Buffer[] = [];
	for (const character of characters) {
		const glyph = font.glyphOf(character);
		const record = Buffer.alloc(GLYPH);
		record.writeUInt32LE(character.codePointAt(0) ?? 0, 0);
		record.writeUInt16LE(glyph.width, 4);
		record.writeUInt16LE(glyph.height, 6);
		record.writeInt16LE(glyph.left, 8);
		record.writeInt16LE(glyph.top, 10);
		record.writeInt16LE(glyph.advance, 12);
		record.writeUInt32LE(offset, 16);
		records.push(record);
		const rows = rowsOf(font, character);
		bits.push(rows);
		offset += rows.length;
	}
	return Buffer.concat([head, ...records, ...bits]);
}

function rowsOf(font: BitmapFont, character: string): Buffer {
	const { width, height, left, top } = font.glyphOf(character);
	const rowSize = Math.ceil(width / 8);
	const rows = Buffer.alloc(rowSize * height);
	font.draw(character, -left, -top, (x, y) => {
		const at = y * rowSize + (x >> 3);
		rows[at] = (rows[at] as number) | (0x80 >> (x & 7));
	});
	return rows;
}
