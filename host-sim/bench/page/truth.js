/** What the house takes, what the display knows of it, and whether that is the same. */
import { duration, make, power, put } from "./format.js";

/** By then the display says that it knows nothing new. */
const STALE_SECONDS = 30;
/** W and share of the power: less is the meter's rounding and what changes from second to second. */
const CLOSE_WATTS = 25;
const CLOSE_SHARE = 0.01;

export function showTruth(state) {
	const known = knownPower(state.reading);
	const watts = state.house?.watts;
	put("houseWord", watts < 0 ? "The house gives" : "The house takes");
	put("houseSays", watts === undefined ? "unknown: a capture is replayed" : power(Math.abs(watts)));
	put("displaySays", state.machine.isOn ? known.text : "\u2013");
	const [kind, words] = verdict(state, known, watts);
	put("verdict", words).className = kind;
	const lamp = state.network.isUp ? "up" : "down";
	document.getElementById("lamp").className = state.machine.isOn ? lamp : "";
	showPhases(state.house?.phases ?? []);
	showServed(state);
}

function knownPower({ status, json }) {
	if (status !== 200 || !json.power) {
		return { text: /^No reading/.test(json?.detail) ? "no reading yet" : "not known" };
	}
	const { ageSeconds, activePowerImportW = 0, activePowerExportW = 0 } = json.power;
	const watts = activePowerImportW - activePowerExportW;
	const isStale = ageSeconds > STALE_SECONDS;
	const age = `${duration(ageSeconds)} old`;
	return {
		watts,
		ageSeconds,
		isStale,
		text: isStale ? `nothing new for ${duration(ageSeconds)}` : `${power(watts)}, ${age}`,
	};
}

/** `seen` is told from the display's pixels. */
function verdict({ machine, seen }, known, watts) {
	if (!machine.isOn) return ["bad", "The dongle has no power: the display is dark."];
	if (seen === "nothing") return ["wait", "No reading yet: the display says so."];
	if (seen === "stale")
		return ["bad", "No news from the meter: the display says how old the last is."];
	if (known.watts === undefined) return ["bad", "The app answers nobody now; the display goes on."];
	if (known.isStale) return ["bad", "The display is wrong: what it shows is old."];
	if (watts === undefined) return ["good", "The display shows the capture."];
	const apart = Math.abs(known.watts - watts);
	if (apart <= Math.max(CLOSE_WATTS, Math.abs(watts) * CLOSE_SHARE)) {
		return ["good", "The display tells the truth."];
	}
	return ["wait", "The house has changed since the meter last told."];
}

function showPhases(phases) {
	const table = document.getElementById("phases");
	table.hidden = phases.length === 0;
	const unit = (value, decimals, name) =>
		value === undefined ? "\u2013" : `${value.toFixed(decimals).replace("-", "\u2212")} ${name}`;
	const rows = phases.map(({ name, watts, amps, volts }) =>
		make(
			"tr",
			{},
			make("th", { scope: "row", textContent: name }),
			...[
				watts === undefined ? "\u2013" : power(watts),
				unit(amps, 1, "A"),
				unit(volts, 1, "V"),
			].map((textContent) => make("td", { textContent })),
		),
	);
	table.tBodies[0].replaceChildren(...rows);
}

function showServed({ reading, network, machine }) {
	const { status, text, json } = reading;
	let says = `GET /api/v1/reading: ${status}`;
	if (!machine.isOn) says = "No answer: the dongle has no power.";
	else if (!network.isUp) says = "No answer: Wi-Fi is down. To one who could ask:";
	else says += `, at ${network.address}`;
	put("servedSays", says);
	put("reading", json === undefined ? text : JSON.stringify(json, undefined, 2));
}

/** The meter and its net, in words. */
export function meterWords(meter) {
	const nets = { "1-phase": "one phase", IT: "three wires, 230 V", TN: "three phases, 400 V" };
	return meter ? `${meter.name} \u00b7 ${nets[meter.network]}` : "a capture, over and over";
}
