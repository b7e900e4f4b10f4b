/** Counters, octets and what was done. */
import {
	amount,
	clock,
	day,
	duration,
	label,
	make,
	parameterLabel,
	put,
	title,
	whole,
} from "./format.js";

/** How long a counter that has moved stays marked. */
const MARK_MS = 1500;
/** These move because this page asks. */
const OURS = ["connections", "requests"];

const cells = new Map();

export function showCounters({ wire, status, machine }) {
	const groups = {
		"On the wire": {
			framesSent: wire.pushes,
			octetsHeard: wire.arrived,
			fifoOverflow: wire.overflowed,
		},
		"In the app": {
			octets: status?.wire.octets,
			frames: status?.wire.frames,
			readings: status?.wire.readings,
			restarts: machine.restarts,
		},
		"Faults, by name": status?.wire.faults ?? known("Faults, by name"),
		"HTTP, of which this page asks too": status?.http ?? known("HTTP, of which this page asks too"),
	};
	for (const [group, counts] of Object.entries(groups)) {
		for (const [name, count] of Object.entries(counts)) showCount(group, name, count);
	}
}

/** The names of a group, without counts: the app does not answer. */
function known(group) {
	return Object.fromEntries(
		Object.keys(cells.get(group)?.cells ?? {}).map((name) => [name, undefined]),
	);
}

function showCount(group, name, count) {
	const cell = cellOf(group, name);
	if (count === cell.count) return;
	const hasMoved = cell.count !== undefined && count > cell.count && !OURS.includes(name);
	cell.count = count;
	put(cell.value, count === undefined ? "\u2013" : whole(count));
	cell.element.classList.toggle("zero", !count);
	if (!hasMoved) return;
	cell.element.classList.add("moved");
	clearTimeout(cell.timer);
	cell.timer = setTimeout(() => cell.element.classList.remove("moved"), MARK_MS);
}

function cellOf(group, name) {
	let table = cells.get(group);
	if (table === undefined) {
		table = {
			list: make("dl", { className: group.startsWith("Faults") ? "faulty" : "" }),
			cells: {},
		};
		cells.set(group, table);
		document.getElementById("counts").append(make("h3", { textContent: group }), table.list);
	}
	table.cells[name] ??= newCell(table.list, name);
	return table.cells[name];
}

function newCell(list, name) {
	const value = make("dd", { id: `count-${name}` });
	const element = make(
		"div",
		{ className: "zero" },
		make("dt", { textContent: title(name) }),
		value,
	);
	list.append(element);
	return { element, value, count: undefined };
}

let frameShown;

export function showFrame(frame) {
	if (frame === undefined) return;
	put(
		"frameSays",
		`${frame.size} octets, left at ${clock(frame.civil)}, ${duration(frame.ageSeconds)} ago`,
	);
	if (frame.number === frameShown) return;
	frameShown = frame.number;
	const rows = frame.rows.map(({ offset, octets, depth, meaning }) => {
		const cell = make("td", { textContent: meaning });
		cell.style.paddingInlineStart = `${depth + 0.5}rem`;
		return make(
			"tr",
			{},
			make("td", { textContent: offset }),
			make("td", { textContent: octets }),
			cell,
		);
	});
	document.getElementById("octets").tBodies[0].replaceChildren(...rows);
}

let logShown = "";

/** Newest first. */
export function showLog(log, rules) {
	const key = JSON.stringify(log);
	if (key === logShown) return;
	logShown = key;
	const lines = log.map(({ civil, did }) =>
		make(
			"li",
			{},
			make("time", { textContent: clock(civil), title: day(civil), dateTime: civil }),
			` ${said(did, rules)}`,
		),
	);
	document.getElementById("log").replaceChildren(...lines.reverse());
}

function said(did, rules) {
	if ("speed" in did) return `Speed ${did.speed === "max" ? "max" : `${did.speed}\u00d7`}`;
	if ("paused" in did) return did.paused ? "Paused" : "Went on";
	if ("jump" in did)
		return `Jumped to ${{ minute: "a minute later", hour: "the next hour", day: "a day later", dst: "the next DST change" }[did.jump]}`;
	const { do: name, ...values } = did;
	const rule = rules.get(name);
	const isOff = rule.off && Object.entries(rule.off).every(([key, value]) => values[key] === value);
	if (isOff) return `${label(name, rule)}: no more`;
	const shown = Object.entries(rule.parameters).filter(
		([key, { kind }]) => kind !== "switch" || values[key] === !(rule.off?.[key] ?? false),
	);
	const parts = shown
		.filter(([, { kind }]) => kind !== "switch")
		.map(([key, parameter]) => {
			const text = parameter.kind === "number" ? amount(values[key], parameter.unit) : values[key];
			return shown.length > 1 ? `${parameterLabel(key)} ${text}` : text;
		});
	return [label(name, rule), parts.join(", ")].filter(Boolean).join(": ");
}
