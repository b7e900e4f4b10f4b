/** What the page does: shows what the simulator tells, and tells it what is wanted. */
import { drawFaults, drawHouse, showLasting } from "./controls.js";
import { draw } from "./display.js";
import { clock, day, put } from "./format.js";
import { showCounters, showFrame, showLog } from "./tables.js";
import { meterWords, showTruth } from "./truth.js";

/** By name. */
const rules = new Map();
const LOST = "Lost the simulator: is it still running?";

/** Changes that wait for those before them. */
const queue = [];
let isSending = false;
/** Of the states told. */
let newestState;

/** Of what lasts, and so may be dragged, the newest alone waits; what happens once happens each time. */
async function send(path, value) {
	const newest = queue.at(-1);
	if (rules.get(value.do)?.off && newest?.value.do === value.do) newest.value = value;
	else queue.push({ path, value });
	if (isSending) return;
	isSending = true;
	while (queue.length > 0) await post(queue.shift());
	isSending = false;
	if (newestState !== undefined) show(newestState);
}

async function post({ path, value }) {
	try {
		const headers = { "content-type": "application/json" };
		const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(value) });
		put("trouble", response.ok ? "" : await response.text());
		if (response.ok) hear(await response.json());
	} catch {
		put("trouble", LOST);
	}
}

/** Shows it, though nothing while changes are on their way: what is seen is ahead of what is told. */
function hear(state) {
	if (newestState === undefined || state.order >= newestState.order) newestState = state;
	if (!isSending) show(newestState);
}

function show(state) {
	draw(state.display);
	put("meter", meterWords(state.meter));
	showTruth(state);
	showClock(state.clock);
	showLasting(state.lasting);
	showCounters(state);
	showFrame(state.frame);
	showLog(state.log, rules);
}

function showClock({ civil, utc, isSummer, nextChange, speed, isPaused, jumped }) {
	put("civil", clock(civil));
	put("utc", `${utc.slice(11, 19)} UTC`);
	put("zone", `${day(civil)}, ${isSummer ? "summer" : "normal"} time`);
	const pause = put("pause", isPaused ? "Paused" : "Pause");
	pause.setAttribute("aria-pressed", String(isPaused));
	for (const button of document.querySelectorAll("[data-speed]")) {
		button.setAttribute(
			"aria-pressed",
			String(!isPaused && button.dataset.speed === String(speed)),
		);
	}
	document.querySelector("[data-jump=dst]").title = `Just before ${day(nextChange)}`;
	const jump = document.getElementById("jump");
	jump.hidden = jumped === undefined;
	jump.value = jumped ?? 0;
}

function listenToButtons() {
	const pause = document.getElementById("pause");
	pause.onclick = () => send("clock", { paused: pause.getAttribute("aria-pressed") !== "true" });
	for (const button of document.querySelectorAll("[data-speed]")) {
		const { speed } = button.dataset;
		button.onclick = () => send("clock", { speed: speed === "max" ? speed : Number(speed) });
	}
	for (const button of document.querySelectorAll("[data-jump]")) {
		button.onclick = () => send("clock", { jump: button.dataset.jump });
	}
}

function listen() {
	const source = new EventSource("live");
	source.onmessage = ({ data }) => hear(JSON.parse(data));
	source.onopen = () => {
		put("trouble", "");
		// Another simulator may have started here.
		newestState = undefined;
	};
	source.onerror = () => put("trouble", LOST);
}

const { house, ...areas } = await (await fetch("actions")).json();
for (const area of [house, ...Object.values(areas)]) {
	for (const [name, rule] of Object.entries(area)) rules.set(name, rule);
}
const act = (action) => send("act", action);
drawHouse(house, act);
drawFaults(areas, act);
listenToButtons();
listen();
