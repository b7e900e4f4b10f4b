import assert from "node:assert/strict";
import { bring, JOINED, type Situation, shownOf, startOf } from "../../host-sim/situation.ts";
import { Display } from "../../src/display/display.ts";
import type { ViewName } from "../../src/display/navigation.ts";
import { outlookOf, roomText } from "../../src/display/outlook.ts";
import { RecentView } from "../../src/display/recent-view.ts";
import { Sheet } from "../../src/display/sheet.ts";
import { WORDS } from "../../src/display/words.ts";
import { Recent, TEN_SECONDS_MS } from "../../src/ledger/recent.ts";
import { ThisHour } from "../../src/ledger/this-hour.ts";
import { FAKE_FONTS, FakeScreen } from "../support/fake-screen.ts";

const { nb, en } = WORDS;
const NBSP = "\u00a0";

/** What is drawn of a view. */
function callsOf(view: ViewName, situation: Situation, words = nb): string[] {
	const screen = new FakeScreen();
	const options = { isWhole: true, isColour: false, hasButton: true };
	const scene = { name: view, view, ...situation };
	const display = new Display({ screen, fonts: FAKE_FONTS, ...options }, startOf(scene));
	const shown = shownOf(scene, words);
	bring(display, shown, scene);
	const before = screen.take().join("\n").split("begin").at(-1) ?? "";
	return before.split("\n");
}

/** The texts of a view, with plain spaces. */
function textsOf(view: ViewName, situation: Situation, words = nb): string[] {
	return callsOf(view, situation, words)
		.filter((call) => call.startsWith("text "))
		.map((call) => (call.split(" at ")[0] ?? "").slice("text ".length).replaceAll(NBSP, " "));
}

function hour(forecastWh: number, limitWh: number | undefined): ThisHour {
	const hour = new ThisHour();
	hour.forecastWh = forecastWh;
	hour.limitWh = limitWh;
	hour.reaches = limitWh !== undefined && forecastWh >= limitWh;
	return hour;
}

describe("the hour's outlook", () => {
	it("is near the step above nine tenths of what the hour may hold, and over it where it is reached", () => {
		assert.equal(outlookOf(hour(4500, 5000)), "clear");
		assert.equal(outlookOf(hour(4501, 5000)), "near");
		assert.equal(outlookOf(hour(4999, 5000)), "near");
		assert.equal(outlookOf(hour(5000, 5000)), "over");
	});

	it("is clear where there is no step", () => {
		assert.equal(outlookOf(hour(200_000, undefined)), "clear");
	});

	it("does not say how much more than plenty is free", () => {
		assert.equal(roomText(25_000, nb), `25,0${NBSP}kW`);
		assert.equal(roomText(25_001, nb), `>25${NBSP}kW`);
		assert.equal(roomText(-3550, nb), `3,55${NBSP}kW`);
	});
});

describe("the view of the hour", () => {
	it("says what it holds, where it goes and what may be switched on", () => {
		const texts = textsOf("hour", { watts: 2000, wh: 1000, seconds: 1800, peaks: [] });
		assert.deepEqual(texts, [
			...["Denne timen", "30 min", "Hittil", "1,00 kWh"],
			...["Prognose", "2,00 kWh", "Til 2 kW", "0,00 kW"],
		]);
	});

	it("has a minus before what must be switched off", () => {
		const texts = textsOf("hour", { watts: 3000, wh: 1000, seconds: 1800, peaks: [] });
		assert.equal(texts.at(-1), "\u22121,00 kW");
	});

	it("has no minus before nothing", () => {
		const last = (watts: number) =>
			textsOf("hour", { watts, wh: 1000, seconds: 1800, peaks: [] }).at(-1);
		assert.equal(last(2000), "0,00 kW");
		assert.equal(last(2001), "\u22120,01 kW");
	});

	it("knows no forecast without a fresh reading", () => {
		const texts = textsOf("hour", { watts: 2000, ageMs: 40_000, silentMs: 40_000 });
		assert.deepEqual(texts.slice(4), ["Prognose", "--", "Til 5 kW", "--"]);
	});

	it("says why it knows nothing", () => {
		const why = (history: Situation["history"]) =>
			textsOf("hour", { watts: 850, ...(history && { history }) }).at(-1);
		assert.equal(why("none"), "Timer lagres ikke");
		assert.equal(why("noTime"), "Venter på klokken");
		assert.equal(why("reading"), "Leser timene…");
	});
});

describe("the view of the phases", () => {
	const it230 = { voltageL1: 231_000, voltageL2: 0, voltageL3: 229_000, currentL1: 7900 };

	it("shows a 0 that was measured, and says what was not", () => {
		const values = { ...it230, currentL2: 0 };
		const dead = textsOf("phases", { watts: 850, values });
		assert.deepEqual(dead.slice(4, 7), ["L2", "0 V", "0,0 A"]);
		const net = textsOf("phases", { watts: 850, values, isItNet: true });
		assert.deepEqual(net.slice(0, 2), ["Faser", "IT-nett"]);
		assert.deepEqual(net.slice(5, 8), ["L2", "ikke målt", "0,0 A"]);
		const two = { watts: 850, values, isItNet: true, isL2CurrentUnmeasured: true };
		assert.deepEqual(textsOf("phases", two).slice(5, 8), ["L2", "ikke målt", "L3"]);
	});

	it("says what a list left out", () => {
		const texts = textsOf("phases", { watts: 850, values: { ...it230, voltageL2: 230_000 } });
		assert.deepEqual(texts.slice(4, 7), ["L2", "230 V", "mangler"]);
	});

	it("has one row for one phase, and none for none", () => {
		const one = textsOf("phases", { watts: 850, values: { voltageL1: 228_700, currentL1: 8149 } });
		assert.deepEqual(one, ["Faser", "L1", "229 V", "8,1 A"]);
		assert.deepEqual(textsOf("phases", { watts: 850, values: {} }).at(-1), "Ingen fasedata ennå");
	});

	it("marks the phase that carries most, and none where none carries any", () => {
		const marked = (values: object) =>
			callsOf("phases", { watts: 850, values }).filter((call) => call.startsWith("fill 255"));
		assert.deepEqual(marked({ ...it230, currentL2: 0, currentL3: 0 }), ["fill 255 0 12 16 15"]);
		assert.deepEqual(marked({ ...it230, currentL1: 0, currentL2: 0, currentL3: 0 }), []);
	});

	it("shows no old value, but how old it is", () => {
		assert.ok(textsOf("phases", { watts: 850, ageMs: 30_000 }).includes("231 V"));
		const texts = textsOf("phases", { watts: 850, ageMs: 125_000, silentMs: 125_000 });
		assert.deepEqual(texts.slice(0, 5), ["Faser", "2 min", "L1", "--", "--"]);
	});
});

describe("the view of the month", () => {
	it("has the peaks with their days, their mean and its step", () => {
		const texts = textsOf("month", { watts: 850, peaks: [3000, 6000, 4500] });
		assert.deepEqual(texts, [
			...["Månedens topper", "1", "16. nov", "6,00 kW", "2", "19. nov", "4,50 kW"],
			...["3", "13. nov", "3,00 kW", "Snitt", "4,50", "2–5 kW"],
		]);
	});

	it("says when there is no hour yet", () => {
		assert.equal(textsOf("month", { watts: 850, peaks: [] }).at(-1), "Ingen hele timer ennå");
	});
});

describe("the months' names", () => {
	it("are in their order in each language", () => {
		const short = (months: readonly string[]) => months.map((month) => month.slice(0, 3)).join(" ");
		assert.equal(short(nb.months), "jan feb mar apr mai jun jul aug sep okt nov des");
		assert.equal(short(en.months), "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
	});
});

describe("the view of two hours", () => {
	it("has the smallest scale that holds what was, upwards and downwards", () => {
		const scales = (curve: (minutesAgo: number) => number | undefined) =>
			textsOf("twoHours", { watts: 850, curve }).slice(2);
		assert.deepEqual(
			scales(() => 999),
			["1", "0"],
		);
		assert.deepEqual(
			scales(() => 5010),
			["10", "0"],
		);
		assert.deepEqual(
			scales(() => -3000),
			["\u22125", "0"],
		);
		assert.deepEqual(
			scales((ago) => (ago > 60 ? 4000 : -4000)),
			["5", "\u22125", "0"],
		);
	});

	it("has after two hours of looking on what one look at them has", () => {
		const recent = new Recent();
		const live = new RecentView();
		const picture = (view: RecentView) => {
			const screen = new FakeScreen();
			view.paint(screen, [0, 1, 2, 3, 4, 5, 6], 0, 0);
			return screen.take();
		};
		const sheet = () => new Sheet(new FakeScreen(), FAKE_FONTS, { isWhole: true, isColour: false });
		const history = { open: undefined, recent, capacity: undefined, thisHour: undefined };
		const shown = { ...shownOf({}, nb), history };
		for (let i = 0; i < 1500; i++) {
			const at = i * TEN_SECONDS_MS;
			recent.add(at, at + TEN_SECONDS_MS, 1000 + ((i * 37) % 100) * 30);
			live.look(recent.tenSeconds);
			if (i % 97 !== 0) continue;
			const once = new RecentView();
			once.look(recent.tenSeconds);
			for (const view of [live, once]) view.draw(sheet(), shown);
			assert.deepEqual(picture(live), picture(once), `${i}`);
		}
	});

	it("says when nothing was told", () => {
		assert.equal(textsOf("twoHours", { watts: 850 }).at(-1), "Ingen data ennå");
	});
});

describe("the view of the meter", () => {
	const last = (situation: Situation) => textsOf("meter", situation).at(-1);

	it("says that no meter is connected, from the start and when it falls silent", () => {
		assert.equal(last({ silentMs: 1000 }), "Måler ikke tilkoblet");
		assert.equal(last({ silentMs: 60_000 }), "HAN-porten er stengt?");
		assert.equal(last({ watts: 850, ageMs: 90_000, silentMs: 90_000 }), "Måler ikke tilkoblet");
	});

	it("never shows the whole of a short id", () => {
		assert.ok(!textsOf("meter", { watts: 850, id: "1742" }).join(" ").includes("1742"));
		assert.equal(textsOf("meter", { watts: 850, id: "91742" })[1], "…1742");
	});
});

describe("the view of the meter, after a restart", () => {
	const last = (more: object) => textsOf("meter", { watts: 850, ...more }).at(-1);

	it("says why the app was restarted, as far as there is room", () => {
		assert.equal(last({}), "Ingen feil");
		assert.equal(last({ restartReason: "dead strip" }), "Omstart: dead strip");
		const long = last({ restartReason: "unhandled exception: TypeError: no such thing" }) ?? "";
		assert.ok(long.startsWith("Omstart: TypeError:") && long.length <= 21, long);
	});

	it("says in the display's language that the memory was full, or that nobody could tell", () => {
		assert.equal(last({ restartReason: "memory full" }), "Omstart: fullt minne");
		assert.equal(last({ restartReason: "too often" }), "Omstart: for ofte");
		const english = textsOf("meter", { watts: 850, restartReason: "memory full" }, en).at(-1);
		assert.equal(english, "Restart: memory full");
	});

	it("says what is wrong on the line before that", () => {
		const counts = { octets: 9000, parityErrors: 4000 };
		assert.equal(last({ counts, restartReason: "memory full" }), "Feil paritet");
	});
});

describe("the view of the network", () => {
	it("tells the address, or the way to join", () => {
		const joined = textsOf("network", { watts: 850 });
		assert.equal(joined[0], "Nettside");
		assert.equal(joined.slice(1, -1).join(""), "192.168.1.20");
		const network = { ...JOINED, phase: "accessPoint" as const, ssid: "Glimt-1", key: "abc" };
		const own = textsOf("network", { watts: 850, network });
		assert.deepEqual(own, ["Koble til", "Glimt-1", "Nøkkel", "abc"]);
	});

	it("tells no code that is too long for its place", () => {
		const joined = textsOf("network", { watts: 850, ownerCode: "a-code-of-my-own-choosing" });
		assert.ok(!joined.join(" ").includes("a-code"));
		assert.equal(joined.at(-1), "Hjemme");
	});

	it("tells its owner's code in a network, and not while it is its own", () => {
		const joined = textsOf("network", { watts: 850, ownerCode: "40718266" });
		assert.deepEqual(joined.slice(-2), ["Kode", "40718266"]);
		const network = { ...JOINED, phase: "accessPoint" as const, key: "abc" };
		const own = textsOf("network", { watts: 850, network, ownerCode: "40718266" });
		assert.ok(!own.join("").includes("40718266"));
	});

	it("never tells the key where the device is in another's network", () => {
		const network = { ...JOINED, key: "secret" };
		assert.ok(!textsOf("network", { watts: 850, network }).join("").includes("secret"));
	});
});
