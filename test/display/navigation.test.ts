import assert from "node:assert/strict";
import { FIRST_MS, Navigation, OTHER_MS, RETURN_MS, VIEWS } from "../../src/display/navigation.ts";

const SECOND = 1000;

/** The views that are shown, one after the other, while a second passes after the other. */
function seen(navigation: Navigation, seconds: number, hasReading = true, isSettingUp = false) {
	const views: string[] = [];
	for (let i = 0; i <= seconds; i++) {
		navigation.look(hasReading, isSettingUp, i * SECOND);
		if (views.at(-1) !== navigation.view) views.push(navigation.view);
	}
	return views;
}

describe("the display's button", () => {
	it("goes through all views and back to the first", () => {
		const navigation = new Navigation(true, 0);
		navigation.look(true, false, 0);
		const views = Array.from({ length: VIEWS.length - 1 }, (_, i) => {
			navigation.press(i);
			return navigation.view as string;
		});
		assert.deepEqual(views, [...VIEWS.slice(2), "now"]);
	});

	it("goes on from the welcome to all that can be known without a reading", () => {
		const navigation = new Navigation(true, 0);
		navigation.look(false, false, 0);
		assert.equal(navigation.view, "welcome");
		for (let i = 0; i < VIEWS.length - 1; i++) navigation.press(i);
		assert.equal(navigation.view, "welcome");
	});

	it("has the display return by itself", () => {
		const navigation = new Navigation(true, 0);
		navigation.look(true, false, 0);
		navigation.press(5 * SECOND);
		navigation.look(true, false, 5 * SECOND + RETURN_MS - 1);
		assert.equal(navigation.view, "hour");
		navigation.look(true, false, 5 * SECOND + RETURN_MS);
		assert.equal(navigation.view, "now");
	});

	it("keeps a view that is looked at while it is held", () => {
		const navigation = new Navigation(true, 0);
		navigation.look(true, false, 0);
		navigation.hold(0);
		assert.equal(navigation.view, "now");
		navigation.press(0);
		navigation.hold(RETURN_MS - 1);
		navigation.look(true, false, RETURN_MS);
		assert.equal(navigation.view, "hour");
	});

	it("is not needed for the first reading to be shown, nor for anything to stay", () => {
		const navigation = new Navigation(true, 0);
		assert.deepEqual(seen(navigation, 60, false), ["welcome"]);
		assert.deepEqual(seen(navigation, 3600), ["now"]);
	});
});

describe("a display without a button", () => {
	it("shows all views in turn, and the first between them for longer", () => {
		const navigation = new Navigation(false, 0);
		const others = VIEWS.slice(2);
		const round = ((FIRST_MS + OTHER_MS) * others.length) / SECOND;
		const turns = others.flatMap((view) => [view, "now"]);
		assert.deepEqual(seen(navigation, 2 * round), ["now", ...turns, ...turns]);
		assert.ok(FIRST_MS > OTHER_MS);
	});

	it("shows only the welcome until a reading has come", () => {
		assert.deepEqual(seen(new Navigation(false, 0), 600, false), ["welcome"]);
	});
});

describe("a display while its device is its own network", () => {
	it("shows in turn how to join it, with a button or without", () => {
		for (const hasButton of [true, false]) {
			const round = (2 * FIRST_MS + OTHER_MS) / SECOND - 1;
			const isFirst = seen(new Navigation(hasButton, 0), round, false, true);
			assert.deepEqual(isFirst, ["welcome", "network", "welcome"]);
			const isLater = seen(new Navigation(hasButton, 0), round, true, true);
			assert.deepEqual(isLater, ["now", "network", "now"]);
		}
	});
});

describe("the display's brightness", () => {
	/** UTC of a local hour in Oslo, in winter. */
	const winter = (hour: number) => Date.UTC(2026, 0, 15, hour - 1, 30);
	const summer = (hour: number) => Date.UTC(2026, 6, 15, hour - 2, 30);

	it("is low at night by Oslo's clock, and never nothing", () => {
		const navigation = new Navigation(true, 0);
		for (const local of [winter, summer]) {
			for (let hour = 0; hour < 24; hour++) {
				const percent = navigation.brightness(local(hour));
				assert.equal(percent, hour < 6 || hour >= 23 ? 15 : 100, `${hour}`);
			}
		}
	});

	it("changes at the hour, on the nights of a change of clocks too", () => {
		const navigation = new Navigation(true, 0);
		for (const [month, before, after] of [
			[2, Date.UTC(2026, 2, 28, 22), Date.UTC(2026, 2, 29, 4)],
			[9, Date.UTC(2026, 9, 24, 21), Date.UTC(2026, 9, 25, 5)],
		] as const) {
			assert.equal(navigation.brightness(before - 1), 100, `${month}`);
			assert.equal(navigation.brightness(before), 15, `${month}`);
			assert.equal(navigation.brightness(after - 1), 15, `${month}`);
			assert.equal(navigation.brightness(after), 100, `${month}`);
		}
	});

	it("stays low while the button is held in the first view", () => {
		const navigation = new Navigation(true, 0);
		navigation.hold(0);
		assert.equal(navigation.brightness(winter(2)), 15);
	});

	it("is full while the time is unknown, and while the button was just pressed", () => {
		const navigation = new Navigation(true, 0);
		assert.equal(navigation.brightness(undefined), 100);
		navigation.press(0);
		assert.equal(navigation.brightness(winter(2)), 100);
		navigation.look(true, false, RETURN_MS);
		assert.equal(navigation.brightness(winter(2)), 15);
	});
});

describe("the display's shift", () => {
	it("goes around four places, a minute in each, one pixel at a time", () => {
		const navigation = new Navigation(true, 0);
		const places = Array.from({ length: 5 }, (_, minute) => {
			const now = minute * 60 * SECOND;
			return [navigation.shiftRight(now), navigation.shiftDown(now)];
		});
		assert.deepEqual(places, [
			[0, 0],
			[1, 0],
			[1, 1],
			[0, 1],
			[0, 0],
		]);
	});
});
