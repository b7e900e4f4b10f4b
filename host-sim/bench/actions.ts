/**
 * All that can be done to a world (`World`), as data: scenarios are checked against it, the page
 * draws its buttons and sliders from it, and docs/bench.md lists it.
 *
 * An action is a plain object: `{ "do": "bitErrors", "perMillion": 300 }`. A parameter left out is
 * what the rule's `initial` says. What stays (a bad line, a closed port) stays until an action says
 * otherwise; `off` is how.
 */
import { HOUSE, LINE, MACHINE, METER, NETWORK } from "./rules.ts";

export type Value = number | boolean | string;

export interface NumberRule {
	readonly kind: "number";
	readonly unit: string;
	readonly min: number;
	readonly max: number;
	/** Of a slider; a value need not be a whole number of them unless it is 1. */
	readonly step: number;
	readonly initial: number;
}

export interface SwitchRule {
	readonly kind: "switch";
	readonly initial: boolean;
}

export interface ChoiceRule {
	readonly kind: "choice";
	readonly values: readonly string[];
	readonly initial: string;
}

export type ParameterRule = NumberRule | SwitchRule | ChoiceRule;

export interface ActionRule {
	/** One line of English. */
	readonly does: string;
	readonly parameters: Readonly<Record<string, ParameterRule>>;
	/** The parameters with which it does nothing any more; none where it happens once. */
	readonly off?: Readonly<Record<string, Value>>;
}

/** Whose fault or doing it is: the groups of a page. */
export const AREAS = Object.freeze({
	house: HOUSE,
	meter: METER,
	line: LINE,
	machine: MACHINE,
	network: NETWORK,
});

export const ACTIONS = Object.freeze({ ...HOUSE, ...METER, ...LINE, ...MACHINE, ...NETWORK });

export type ActionName = keyof typeof ACTIONS;

type ValueOf<Rule> = Rule extends { kind: "number" }
	? number
	: Rule extends { kind: "switch" }
		? boolean
		: Rule extends { kind: "choice"; values: readonly (infer Name)[] }
			? Name
			: never;

/** The parameters of an action, all of them. */
export type Parameters<Name extends ActionName> = {
	readonly [Parameter in keyof (typeof ACTIONS)[Name]["parameters"]]: ValueOf<
		(typeof ACTIONS)[Name]["parameters"][Parameter]
	>;
};

/** An action with all its parameters. */
export interface Action {
	readonly do: ActionName;
	readonly [parameter: string]: Value;
}

/**
 * `value` as an action, with initial values for what it leaves out. Throws an Error that says what
 * is wrong and what is allowed.
 */
export function actionOf(value: unknown): Action {
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		throw new Error('an action is an object, such as { "do": "reboot" }');
	}
	const { do: name, ...given } = value as Record<string, unknown>;
	const rule = ruleOf(name);
	for (const key of Object.keys(given)) {
		if (!Object.hasOwn(rule.parameters, key)) throw new Error(unknownParameter(name, key, rule));
	}
	const action: Record<string, Value> = { do: name as string };
	for (const [key, parameter] of Object.entries(rule.parameters)) {
		action[key] =
			given[key] === undefined ? parameter.initial : checked(key, given[key], parameter);
	}
	return action as Action;
}

/** The action that undoes `name`; undefined where there is nothing to undo. */
export function offOf(name: ActionName): Action | undefined {
	const { off } = ACTIONS[name] as ActionRule;
	return off && actionOf({ do: name, ...off });
}

function ruleOf(name: unknown): ActionRule {
	if (typeof name === "string" && Object.hasOwn(ACTIONS, name)) return ACTIONS[name as ActionName];
	const names = Object.keys(ACTIONS).join(", ");
	throw new Error(`no action is called ${JSON.stringify(name)}; there are ${names}`);
}

function unknownParameter(name: unknown, key: string, { parameters }: ActionRule): string {
	const known = Object.keys(parameters);
	return `${name} has no ${key}; it has ${known.length === 0 ? "no parameters" : known.join(", ")}`;
}

function checked(key: string, value: unknown, rule: ParameterRule): Value {
	switch (rule.kind) {
		case "number": {
			const isIn = typeof value === "number" && value >= rule.min && value <= rule.max;
			if (isIn && (rule.step !== 1 || Number.isInteger(value))) return value;
			const kind = rule.step === 1 ? "a whole number" : "a number";
			throw new Error(
				`${key} is ${JSON.stringify(value)}; say ${kind} from ${rule.min} to ${rule.max} (${rule.unit})`,
			);
		}
		case "switch":
			if (typeof value === "boolean") return value;
			throw new Error(`${key} is ${JSON.stringify(value)}; say true or false`);
		case "choice":
			if (rule.values.includes(value as string)) return value as string;
			throw new Error(`${key} is ${JSON.stringify(value)}; say ${rule.values.join(" or ")}`);
	}
}
