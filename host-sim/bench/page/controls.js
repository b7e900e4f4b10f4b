/**
 * Buttons and sliders, drawn from what can be done (`GET actions`): a new action needs nothing here.
 * What lasts is a button that stays pressed until it is pressed again.
 */
import { amount, label, make, parameterLabel } from "./format.js";

/** Of a slider whose values are not evenly far apart. */
const STEPS = 200;
/** Where on such a slider its first value stands. */
const FIRST_AT = 0.4;

const controls = new Map();

/** Draws the house's. What it does is told to `act`, all parameters with it. */
export function drawHouse(area, act) {
	const house = document.getElementById("house");
	for (const [name, rule] of Object.entries(area)) {
		const isSlider = Object.values(rule.parameters).every(({ kind }) => kind === "number");
		house.append(isSlider && rule.off ? sliders(name, rule, act) : doer(name, rule, act));
	}
}

export function drawFaults(areas, act) {
	const whose = {
		meter: "The meter",
		line: "The line",
		machine: "The dongle",
		network: "The network",
	};
	for (const [name, area] of Object.entries(areas)) {
		const list = make(
			"div",
			{ className: "area" },
			make("h3", { textContent: whose[name] ?? label(name, {}) }),
		);
		for (const [action, rule] of Object.entries(area)) list.append(doer(action, rule, act));
		document.getElementById("areas").append(list);
	}
}

/** Shows what lasts: actions with their parameters. */
export function showLasting(lasting) {
	const byName = new Map(lasting.map((action) => [action.do, action]));
	for (const [name, control] of controls) control.show(byName.get(name));
}

/** Sliders alone: moving one does it, and all at their `off` is off. */
function sliders(name, rule, act) {
	const inputs = inputsOf(name, rule, rule.off, () => act({ do: name, ...valuesOf(inputs) }));
	controls.set(name, {
		show: (action) => {
			for (const [key, input] of inputs) input.set((action ?? rule.off)[key]);
		},
	});
	const rows = Array.from(inputs.values(), ({ element }) => element);
	return make(
		"fieldset",
		{},
		make("legend", { textContent: label(name, rule) }),
		make("p", { textContent: rule.does }),
		...rows,
	);
}

/** A button, and its parameters beside it. */
function doer(name, rule, act) {
	const button = make("button", {
		type: "button",
		textContent: label(name, rule),
		title: rule.does,
	});
	const does = make("p", { id: `does-${name}`, textContent: rule.does });
	button.setAttribute("aria-describedby", does.id);
	const first = Object.fromEntries(
		Object.entries(rule.parameters).map(([key, { initial }]) => [key, initial]),
	);
	let isOn = false;
	const inputs = inputsOf(name, rule, first, () => isOn && act(action()));
	const action = () => ({ do: name, ...pressedOf(rule), ...valuesOf(inputs) });
	button.onclick = () => act(isOn ? { ...action(), ...rule.off } : action());
	if (rule.off) button.setAttribute("aria-pressed", "false");
	const element = make(
		"div",
		{ className: "doer" },
		button,
		...Array.from(inputs.values(), (input) => input.element),
		does,
	);
	controls.set(name, {
		show: (lasting) => {
			isOn = lasting !== undefined;
			if (rule.off) button.setAttribute("aria-pressed", String(isOn));
			element.classList.toggle("on", isOn);
			if (isOn) for (const [key, input] of inputs) input.set(lasting[key]);
		},
	});
	return element;
}

/** The switches that the button itself is. */
function pressedOf({ parameters, off = {} }) {
	const switches = Object.keys(off).filter((key) => parameters[key].kind === "switch");
	return Object.fromEntries(switches.map((key) => [key, !off[key]]));
}

const valuesOf = (inputs) =>
	Object.fromEntries(Array.from(inputs, ([key, { value }]) => [key, value()]));

function inputsOf(name, rule, first, changed) {
	const isNamed = Object.keys(rule.parameters).length - Object.keys(pressedOf(rule)).length > 1;
	const inputs = new Map();
	for (const [key, parameter] of Object.entries(rule.parameters)) {
		if (key in pressedOf(rule)) continue;
		const about = { id: `${name}-${key}`, text: parameterLabel(key), isNamed };
		inputs.set(key, MAKERS[parameter.kind](parameter, about, first[key], changed, rule.off?.[key]));
	}
	return inputs;
}

const MAKERS = { number: slider, choice: select, switch: checkbox };

/** `off` of an action is what its button does, and no choice beside it. */
function select({ values }, about, first, changed, off) {
	const choices = values
		.filter((value) => value !== off)
		.map((value) => make("option", { textContent: value }));
	const input = make("select", { id: about.id, onchange: changed }, ...choices);
	input.setAttribute("aria-label", about.text);
	if (first !== off) input.value = first;
	const set = (value) => {
		if (value !== off) input.value = value;
	};
	return { element: make("span", { className: "choice" }, input), value: () => input.value, set };
}

function checkbox(_, about, first, changed) {
	const input = make("input", {
		type: "checkbox",
		id: about.id,
		checked: first,
		onchange: changed,
	});
	const set = (value) => {
		input.checked = value;
	};
	const element = make("label", { className: "choice" }, input, about.text);
	return { element, value: () => input.checked, set };
}

function slider(rule, about, first, changed) {
	const scale = scaleOf(rule);
	const input = make("input", {
		type: "range",
		id: about.id,
		min: scale.min,
		max: scale.max,
		step: scale.step,
	});
	const output = make("output", { htmlFor: about.id });
	let current;
	const set = (value) => {
		// What is being dragged is not pulled out of the hand.
		if (value === current || input.matches(":active")) return;
		input.value = scale.at(value);
		show(value);
	};
	const show = (value) => {
		current = value;
		output.textContent = amount(value, rule.unit);
		input.setAttribute("aria-valuetext", output.textContent);
	};
	set(first);
	input.oninput = () => {
		show(scale.value(Number(input.value)));
		changed();
	};
	input.setAttribute("aria-label", about.text);
	const name = make("span", { className: "name", textContent: about.isNamed ? about.text : "" });
	const element = make(
		"span",
		{ className: about.isNamed ? "slider named" : "slider" },
		...(about.isNamed ? [name] : []),
		input,
		output,
	);
	return { element, value: () => current, set };
}

/** Evenly where that serves; else finer near 0, with two digits. */
function scaleOf({ min, max, step, initial }) {
	const isEven = (max - min) / step <= STEPS || initial <= min;
	if (isEven) {
		const coarse = Math.max(step, 10 ** Math.floor(Math.log10((max - min) / 100)));
		return { min, max, step: coarse, at: (value) => value, value: (at) => at };
	}
	const least = Math.max(min, 0);
	const bend = Math.log((Math.abs(initial) - least) / (max - least)) / Math.log(FIRST_AT);
	const at = (value) =>
		Math.sign(value) * ((Math.abs(value) - least) / (max - least)) ** (1 / bend) * STEPS;
	const value = (position) => {
		const exact = least + (Math.abs(position) / STEPS) ** bend * (max - least);
		return Math.sign(position || 1) * rounded(exact, step, max);
	};
	return { min: min < 0 ? -STEPS : 0, max: STEPS, step: 1, at, value };
}

function rounded(value, step, max) {
	const two = Number(value.toPrecision(2));
	return Math.min(max, Number((Math.round(two / step) * step).toFixed(3)));
}
