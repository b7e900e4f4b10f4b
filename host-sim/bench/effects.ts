/** What each action does to a world. */
import type { ActionName, Parameters } from "./actions.ts";
import { START_MS } from "./machine.ts";
import type { World } from "./world.ts";

export type Effects = {
	readonly [Name in ActionName]: (world: World, parameters: Parameters<Name>) => void;
};

const SECOND_MS = 1000;

export const EFFECTS: Effects = Object.freeze<Effects>({
	load: (world, { l1, l2, l3 }) => world.host({ load: [l1, l2, l3] }),
	car: (world, { isOn }) => world.host({ isCarCharging: isOn }),
	solar: (world, { watts }) => world.host({ solar: watts }),
	emptyHouse: (world, { isOn }) => world.host({ isEmpty: isOn }),

	list3Repeat: ({ meter }, { times }) => {
		meter.faults.list3Repeats = times;
	},
	list3Late: (world, { seconds }) =>
		world.meter.setLists(world.utcMs, { list3LateMs: seconds * SECOND_MS }),
	list3Missing: ({ meter }, { times }) => {
		meter.faults.list3Missing = times;
	},
	list1Every: (world, { seconds }) =>
		world.meter.setLists(world.utcMs, { list1EveryMs: seconds * SECOND_MS }),
	meterSwap: ({ meter, utcMs }) => meter.swap(utcMs),
	port: ({ meter }, { isOpen }) => {
		meter.faults.isClosed = !isOpen;
	},
	meterClock: ({ meter, utcMs }, { offsetSeconds, driftPerMillion }) =>
		meter.setClock(utcMs, offsetSeconds * SECOND_MS, driftPerMillion),
	registersJump: ({ meter, utcMs }, { wattHours }) => meter.jump(utcMs, wattHours),
	firmware: ({ meter, utcMs }, { variant, isOn }) =>
		meter.setFirmware(utcMs, isOn ? variant : undefined),

	bitErrors: ({ line }, { perMillion }) => {
		line.state.bitErrors = perMillion;
	},
	lostOctets: ({ line }, { perMillion }) => {
		line.state.lostOctets = perMillion;
	},
	doubledOctets: ({ line }, { perMillion }) => {
		line.state.doubledOctets = perMillion;
	},
	badTransceiver: ({ line }, { isOn }) => {
		line.state.hasBadTransceiver = isOn;
	},
	silence: ({ line, utcMs, uart, now }, { seconds }) => {
		line.silentUntilMs = utcMs + seconds * SECOND_MS;
		if (seconds > 0) uart.cut(now, now + seconds * SECOND_MS);
	},
	midFrame: ({ line, uart, now }) => {
		line.state.cutsNextFrame = true;
		uart.cut(now, Number.POSITIVE_INFINITY);
	},
	wrongParity: ({ line }, { isOn }) => {
		line.state.hasWrongParity = isOn;
	},
	crlf: ({ line }, { isOn }) => {
		line.state.isTextMode = isOn;
	},
	trailingJunk: ({ line }, { octets }) => {
		line.state.trailingJunk = octets;
	},
	backToBack: ({ line }, { frames }) => {
		line.state.backToBack = frames;
	},
	noise: ({ line, utcMs }, { octetsPerSecond }) => line.setNoise(octetsPerSecond, utcMs),

	press: ({ machine, now }, { times }) => {
		for (let i = 0; i < times; i++) machine.app?.press(machine.appTime(now));
	},
	reboot: (world, { offSeconds }) => {
		world.machine.powerOff();
		world.startIn(offSeconds * SECOND_MS);
	},
	heapFull: (world) => {
		world.machine.exhaust();
		world.startIn(START_MS);
	},
	powerCut: (world, { operation, donePercent }) => world.cutStorage(operation, donePercent / 100),
	blockCallback: (world, { ms }) => world.block(ms),

	wifi: ({ network }, { isUp, address }) => network.setWifi(isUp, address === "new"),
	timeServer: ({ network }, { state, offsetSeconds }) => {
		network.timeServer = { state, offsetMs: offsetSeconds * SECOND_MS };
	},
	stalledClients: ({ network }, { count }) => network.stall(count),
});
