/** What is made from `builds.ts`: it is up to date, and it says what `builds.ts` says. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { BUILDS } from "../../hardware/builds.ts";
import { CHIPS, type Creation, memoryAtStart } from "../../hardware/chips.ts";
import { DRAWINGS, generated } from "../../hardware/generated.ts";
import { withBlocks } from "../../hardware/manifest-blocks.ts";
import { wires } from "../../hardware/wires.ts";

interface Manifest {
	readonly creation: Creation;
	readonly platforms: Readonly<Record<string, Platform>>;
}

interface Platform {
	readonly include?: string;
	readonly modules?: Readonly<Record<string, string>>;
	readonly creation?: Creation;
	readonly config?: Readonly<Record<string, unknown>>;
	readonly defines?: { readonly ssd1306?: Readonly<Record<string, number>> };
}

const manifestText = readFileSync("manifest.json", "utf8");
const { platforms, creation } = JSON.parse(manifestText) as Manifest;
/** Octets for timers, sockets, fonts and mDNS, which no simulator counts. */
const MARGIN = 6144;
const page = readFileSync("hardware/builds.md", "utf8");

describe("what is made from the builds", () => {
	for (const { path, text } of generated()) {
		it(`is as it would be made again: ${path} (npm run builds)`, () => {
			assert.equal(readFileSync(path, "utf8"), text);
		});
	}

	it("has a drawing for each build and no other", () => {
		assert.deepEqual(readdirSync(DRAWINGS).sort(), BUILDS.map(({ name }) => `${name}.svg`).sort());
	});
});

describe("the manifest's blocks", () => {
	it("are one for each build, and another board is refused in words", () => {
		const targets = Object.keys(platforms).filter((name) => name.startsWith("esp32/"));
		assert.deepEqual(
			targets,
			BUILDS.map(({ target }) => target),
		);
		assert.match(String((platforms["esp32"] as { error?: string }).error), /builds\.md/);
	});

	for (const { title, target, han, display, override, button, light } of BUILDS) {
		it(`carry pins, port and display: ${title}`, () => {
			const { include, modules, config, defines } = platforms[target] as Platform;
			assert.deepEqual(config?.["han"], { receive: han.receive.gpio, port: han.port });
			assert.deepEqual(config?.["button"], { pin: button, pullUp: button !== 39 });
			assert.equal(config?.["light"], light?.gpio);
			const isOled = display.place === "wired" || display.driver === "ssd1306";
			assert.equal(config?.["wholeUpdates"], isOled ? true : undefined);
			assert.equal(include !== undefined, display.place === "wired" || !isOled);
			const bus = isOled && "sda" in display ? display : undefined;
			const pin = (of: number | { readonly gpio: number }) =>
				typeof of === "number" ? of : of.gpio;
			const contrast = bus && { sda: pin(bus.sda), scl: pin(bus.scl), hz: 400_000 };
			assert.deepEqual(config?.["contrast"], contrast);
			assert.equal(config?.["backlight"], "backlight" in display ? display.backlight : undefined);
			const dimmer = `./src/device/dimmer/${isOled ? "contrast" : "backlight"}`;
			assert.equal(modules?.["dimmer"], dimmer);
			assert.equal(modules?.["lamp"], `./src/device/lamp/${light?.kind ?? "plain"}`);
			if (display.place === "wired") {
				assert.equal(defines?.ssd1306?.["sda_pin"], display.sda.gpio);
				assert.equal(defines?.ssd1306?.["scl_pin"], display.scl.gpio);
			}
			for (const [key, value] of Object.entries(override?.config ?? {})) {
				assert.deepEqual(config?.[key], value);
			}
		});
	}

	it("replace those that were there, and leave the rest as it was", () => {
		const [first, ...others] = BUILDS;
		assert.ok(first);
		const fewer = withBlocks(manifestText, others);
		assert.ok(!fewer.includes(first.target));
		assert.equal(withBlocks(fewer, BUILDS), manifestText);
		const none = withBlocks(manifestText, []);
		assert.deepEqual(Object.keys((JSON.parse(none) as Manifest).platforms), [
			"lin",
			"esp32",
			"...",
		]);
		assert.equal(withBlocks(none, BUILDS), manifestText);
	});

	it("differ when a pin moves", () => {
		const moved = BUILDS.map((build) => ({
			...build,
			han: { ...build.han, receive: { ...build.han.receive, gpio: 99 } },
		}));
		assert.notEqual(withBlocks(manifestText, moved), manifestText);
	});
});

describe("JavaScript's memory", () => {
	const { whole, setUp } = JSON.parse(readFileSync("host-sim/xs/budget.json", "utf8"));

	it("is the smallest board's where the manifest names no board, as the simulator's engine has it", () => {
		const [smallest] = BUILDS.map(({ chip }) => CHIPS[chip].creation).sort(
			(one, other) => memoryAtStart(one) - memoryAtStart(other),
		);
		assert.deepEqual(creation, smallest);
	});

	for (const { title, target, chip } of BUILDS) {
		const { sdkMemory } = CHIPS[chip];

		it(`has room for all that was measured, and for what only a device has: ${title}`, () => {
			const own = (platforms[target] as Platform).creation;
			assert.ok(own);
			const atStart = memoryAtStart(own);
			const stack = 16 * own.stack;
			assert.ok(whole.stack <= stack, `a stack of ${stack}`);
			const needed = whole.peak + setUp + MARGIN;
			assert.ok(needed <= atStart - stack, `${needed} of ${atStart} without the stack`);
			assert.ok(atStart <= sdkMemory, `${atStart} leaves Wi-Fi less than the SDK's ${sdkMemory}`);
		});
	}
});

describe("the wires of a build", () => {
	for (const build of BUILDS) {
		it(`are all in its table: ${build.title}`, () => {
			const section = page.split(/^## /m).find((text) => text.startsWith(`${build.title}\n`)) ?? "";
			const rows = section.match(/^\| .* \|$/gm)?.slice(2) ?? [];
			assert.equal(rows.length, wires(build).length);
			for (const [i, { from, to, colour }] of wires(build).entries()) {
				for (const word of [from.pin, to.pin, colour]) {
					assert.ok(rows[i]?.includes(word), `${rows[i]} says ${word}`);
				}
			}
		});
	}

	it("give the board's receive pin the module's TXD and nothing else", () => {
		for (const build of BUILDS) {
			const { gpio } = build.han.receive;
			const onReceive = wires(build).filter(
				({ from, to }) => from.gpio === gpio || to.gpio === gpio,
			);
			assert.deepEqual(
				onReceive.map(({ from }) => `${from.part} ${from.pin}`),
				["module TXD"],
			);
		}
	});

	it("feed nothing from the meter, and the module 3.3 V", () => {
		for (const build of BUILDS) {
			const all = wires(build);
			const meters = all.filter(({ from }) => from.part === "meter");
			assert.deepEqual(
				meters.map(({ from, to }) => `${from.pin} to ${to.part} ${to.pin}`),
				["1 to module bus", "2 to module bus"],
			);
			const fed = all.filter(({ to }) => to.pin === "3V3").map(({ from }) => from.pin);
			assert.deepEqual(fed, ["VCC", "RXD"]);
		}
	});
});
