/** The rules that KiCad checks the board against, in its own language. */
import { NETS } from "./nets.ts";
import type { Pin, Side } from "./parts.ts";
import { LEAST, sideOf } from "./rules.ts";

/** `isolation`: mm between the copper of the two sides */
export function kicadRules(isolation: number): string {
	const rule = (name: string, constraint: string, condition = "") =>
		`(rule "${name}"${condition && `\n\t(condition "${condition}")`}\n\t(constraint ${constraint}))\n`;
	return [
		"(version 1)\n",
		rule("gap", `clearance (min ${LEAST.gap}mm)`),
		rule("width", `track_width (min ${LEAST.width}mm)`),
		rule("ring", `annular_width (min ${LEAST.ring}mm)`),
		rule("edge", `edge_clearance (min ${LEAST.edge}mm)`),
		rule(
			"isolation",
			`clearance (min ${isolation}mm)`,
			`(${netsOf("A", "han")}) && (${netsOf("B", "esp")})`,
		),
	].join("\n");
}

function netsOf(item: "A" | "B", side: Side): string {
	return Object.entries(NETS)
		.filter(([, pins]) => sideOf(pins[0] as Pin) === side)
		.map(([name]) => `${item}.NetName == '${name}'`)
		.join(" || ");
}
