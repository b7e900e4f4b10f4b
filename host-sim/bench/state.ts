/** All that the page shows, of one moment, as JSON. */

import { Reading } from "../../src/model/reading.ts";
import { utcText } from "../../src/model/utc.ts";
import { explain } from "../explain.ts";
import type { FrameBuffer } from "../screen.ts";
import type { Bench } from "./bench.ts";
import { displayState } from "./display-state.ts";
import { civilOffset, nextClockChange } from "./moments.ts";
import type { World } from "./world.ts";

const PHASES = ["L1", "L2", "L3"] as const;
const FLAG = 0x7e;
const SUMMER_MS = 7_200_000;

/** Where `explain` has the columns of a line. */
const OCTETS_AT = 8;
const MEANING_AT = 33;

export function stateText(bench: Bench): string {
	const { world } = bench;
	const { machine, network } = world;
	return JSON.stringify({
		// Lower than of no state before it: neither goes back.
		order: world.now + bench.doings,
		display: bitsOf(world.screen),
		seen: displayState(world.screen, machine.app?.view),
		clock: clockOf(bench),
		meter: meterOf(world),
		house: houseOf(world),
		lasting: bench.lasting,
		machine: { isOn: machine.app !== undefined, restarts: machine.restarts },
		network: { isUp: network.isUp, address: network.address },
		wire: { pushes: world.pushes, arrived: world.uart.arrived, overflowed: world.uart.lost },
		// Asked without Wi-Fi too: the display needs none.
		reading: network.ask("/api/v1/reading"),
		status: statusOf(world),
		frame: frameOf(bench),
		log: bench.log.map(({ utcMs, did }) => ({ civil: civilText(utcMs), did })),
	});
}

/** A bit for each pixel, row after row, the first the highest of its octet; in base64. */
function bitsOf(screen: FrameBuffer): string {
	const { width, height } = screen;
	const bits = Buffer.alloc((width * height) / 8);
	for (let at = 0; at < width * height; at++) {
		const isLit = screen.isLit(at % width, Math.floor(at / width));
		if (isLit) bits[at >> 3] = (bits[at >> 3] as number) | (0x80 >> (at & 7));
	}
	return bits.toString("base64");
}

/** What the app has counted; undefined when it does not answer. */
function statusOf({ network }: World): unknown {
	const { status, json } = network.ask("/api/v1/status");
	return status === 200 ? json : undefined;
}

function clockOf({ world, pace }: Bench): object {
	const { utcMs } = world;
	return {
		utc: utcText(utcMs),
		civil: civilText(utcMs),
		isSummer: civilOffset(utcMs) === SUMMER_MS,
		nextChange: civilText(nextClockChange(utcMs) - 1),
		speed: Number.isFinite(pace.speed) ? pace.speed : "max",
		isPaused: pace.isPaused,
		jumped: pace.jumped,
	};
}

/** Norwegian civil time, without a zone. */
function civilText(utcMs: number): string {
	return utcText(utcMs + civilOffset(utcMs)).slice(0, -1);
}

function meterOf(world: World): object | undefined {
	if (world.house === undefined) return undefined;
	const { name, vendor, network } = world.meter.profile;
	return { name, vendor, network };
}

/** What the house takes now: W, A and V; what is not measured is left out. */
function houseOf(world: World): object | undefined {
	if (world.house === undefined) return undefined;
	world.meter.live(world.utcMs);
	const reading = new Reading();
	world.house.read(reading);
	const phases = PHASES.map((name) => ({
		name,
		watts: net(reading, name),
		amps: thousandth(reading.get(`current${name}`)),
		volts: thousandth(reading.get(`voltage${name}`)),
	}));
	return { watts: reading.netPower, phases: phases.filter(({ volts }) => volts !== undefined) };
}

function net(reading: Reading, phase: (typeof PHASES)[number]): number | undefined {
	const taken = reading.get(`activePowerImport${phase}`);
	const given = reading.get(`activePowerExport${phase}`);
	return taken === undefined || given === undefined ? undefined : taken - given;
}

function thousandth(value: number | undefined): number | undefined {
	return value === undefined ? undefined : value / 1000;
}

/** As it left the meter: what the line did to it is not in it. */
function frameOf({ lastPush, world }: Bench): object | undefined {
	if (lastPush === undefined) return undefined;
	const { atMs, octets } = lastPush;
	return {
		number: world.pushes,
		civil: civilText(atMs),
		ageSeconds: Math.floor((world.utcMs - atMs) / 1000),
		size: octets.length,
		// A capture with times comes in chunks.
		rows: octets[0] === FLAG ? explain(octets).map(rowOf) : [],
	};
}

function rowOf(line: string): object {
	const meaning = line.slice(MEANING_AT);
	const text = meaning.trimStart();
	return {
		offset: Number(line.slice(0, OCTETS_AT)),
		octets: line.slice(OCTETS_AT, MEANING_AT).trim(),
		depth: (meaning.length - text.length) / 2,
		meaning: text,
	};
}
