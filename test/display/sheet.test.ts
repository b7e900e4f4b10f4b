import assert from "node:assert/strict";
import { MEDIUM, type Painter, Sheet, SMALL } from "../../src/display/sheet.ts";
import { EXPORT, INK, NEAR } from "../../src/display/tones.ts";
import { FAKE_FONTS, FakeScreen } from "../support/fake-screen.ts";

class Bench {
	readonly screen = new FakeScreen();
	readonly sheet: Sheet;

	constructor(isWhole = false) {
		this.sheet = new Sheet(this.screen, FAKE_FONTS, { isWhole, isColour: false });
		// The first update is always of all.
		this.draw(() => {});
	}

	/** What is sent when a view draws that. */
	draw(view: (sheet: Sheet) => void): string[] {
		this.screen.take();
		this.sheet.begin();
		view(this.sheet);
		this.sheet.end();
		return this.screen.take();
	}

	/** Rows that are sent. */
	rows(view: (sheet: Sheet) => void): string[] {
		return this.draw(view)
			.filter((call) => call.startsWith("begin"))
			.map((call) => call.split(" ").slice(2).join(" "));
	}
}

describe("the sheet", () => {
	it("sends nothing when nothing differs", () => {
		const bench = new Bench();
		const view = (sheet: Sheet) => {
			sheet.text("a", SMALL, INK, 0, 0);
			sheet.fill(EXPORT, 0, 20, 5, 5);
		};
		assert.ok(bench.draw(view).length > 0);
		assert.deepEqual(bench.draw(view), []);
	});

	it("sends the bands in which something differs, each run of them once", () => {
		const bench = new Bench();
		const view = (upper: string, lower: number) => (sheet: Sheet) => {
			sheet.text(upper, SMALL, INK, 0, 0);
			sheet.text("same", SMALL, INK, 0, 24);
			sheet.fill(INK, 0, 56, lower, 2);
		};
		bench.draw(view("a", 5));
		assert.deepEqual(bench.rows(view("b", 5)), ["0 128 12"]);
		assert.deepEqual(bench.rows(view("b", 6)), ["56 128 4"]);
		assert.deepEqual(bench.rows(view("c", 7)), ["0 128 12", "56 128 4"]);
	});

	it("sends where something was and where it went, and what else is there", () => {
		const bench = new Bench();
		const view = (y: number) => (sheet: Sheet) => {
			sheet.fill(INK, 0, 0, 128, 64);
			sheet.text("a", SMALL, NEAR, 0, y);
		};
		bench.draw(view(0));
		const calls = bench.draw(view(40));
		assert.deepEqual(
			calls.filter((call) => call.startsWith("begin")),
			["begin 0 0 128 12", "begin 0 40 128 12"],
		);
		assert.equal(calls.filter((call) => call === "fill 255 0 0 128 64").length, 2);
		assert.equal(calls.filter((call) => call.startsWith("text")).length, 1);
	});

	it("clears what a shorter view leaves, and tells another kind in the same place", () => {
		const bench = new Bench();
		bench.draw((sheet) => {
			sheet.text("a", SMALL, INK, 0, 0);
			sheet.text("b", SMALL, INK, 0, 48);
		});
		assert.deepEqual(
			bench.rows((sheet) => sheet.text("a", SMALL, INK, 0, 0)),
			["48 128 12"],
		);
		assert.deepEqual(
			bench.rows((sheet) => sheet.text("a", MEDIUM, INK, 0, 0)),
			["0 128 16"],
		);
		assert.deepEqual(
			bench.rows((sheet) => sheet.fill(INK, 0, 0, 6, 16)),
			["0 128 16"],
		);
		assert.deepEqual(
			bench.rows((sheet) => sheet.fill(INK, 0, 0, 0, 16)),
			["0 128 16"],
		);
	});

	it("sends a painting again when its version is another, and another of the same version", () => {
		const bench = new Bench();
		const painter = {
			version: 1,
			paint: (screen) => screen.fillRectangle(7, 1, 2, 3, 4),
		} satisfies Painter;
		const view = (sheet: Sheet) => sheet.paint(painter, 0, 8, 20, 8);
		assert.ok(bench.draw(view).includes("fill 7 1 2 3 4"));
		assert.deepEqual(bench.draw(view), []);
		painter.version = 2;
		assert.deepEqual(bench.rows(view), ["8 128 8"]);
		const other = { ...painter };
		assert.deepEqual(
			bench.rows((sheet) => sheet.paint(other, 0, 8, 20, 8)),
			["8 128 8"],
		);
	});

	it("sends all of it, in one update, where the display takes no less", () => {
		const bench = new Bench(true);
		const view = (text: string) => (sheet: Sheet) => {
			sheet.text(text, SMALL, INK, 0, 0);
			sheet.text("b", SMALL, INK, 0, 48);
		};
		bench.draw(view("a"));
		assert.deepEqual(bench.rows(view("c")), ["0 128 64"]);
		assert.deepEqual(bench.draw(view("c")), []);
	});

	it("moves all of it by a pixel", () => {
		const bench = new Bench(true);
		const view = (sheet: Sheet) => sheet.fill(INK, 3, 4, 5, 6);
		bench.draw(view);
		bench.sheet.shift(1, 0);
		assert.ok(bench.draw(view).includes("fill 255 4 4 5 6"));
		bench.sheet.shift(1, 1);
		assert.ok(bench.draw(view).includes("fill 255 4 5 5 6"));
		assert.deepEqual(bench.draw(view), []);
	});

	it("refuses a view of too many parts", () => {
		const bench = new Bench();
		const many = (sheet: Sheet) => {
			for (let i = 0; i < 29; i++) sheet.fill(INK, 0, 0, 1, 1);
		};
		assert.throws(() => bench.draw(many), /more than 28 parts/);
	});
});
