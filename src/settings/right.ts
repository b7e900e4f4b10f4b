/** What a value of each setting may be. */
import { utf8Length } from "../model/utf8.ts";

export const MOST_STEPS = 12;
export const MOST_WATTS = 1_000_000;
export const MOST_ORE = 10_000_000;

export function isWhole(value: unknown, least: number, most: number): boolean {
	return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

export function isLabel(value: unknown): boolean {
	return typeof value === "string" && /^(?!-)[a-z0-9-]{1,32}$/.test(value) && !value.endsWith("-");
}

export function isSsid(value: unknown): boolean {
	if (typeof value !== "string" || hasControl(value)) return false;
	const length = utf8Length(value);
	return length !== undefined && length <= 32;
}

function hasControl(text: string): boolean {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 0x20 || code === 0x7f) return true;
	}
	return false;
}

/** IEEE 802.11-2020, J.4.1. */
export function isPassword(value: unknown): boolean {
	return (
		typeof value === "string" &&
		(value === "" || /^[\x20-\x7e]{8,63}$/.test(value) || /^[0-9A-Fa-f]{64}$/.test(value))
	);
}

export function isParity(value: unknown): boolean {
	return value === "even" || value === "none" || value === "";
}

export function isCode(value: unknown): boolean {
	return typeof value === "string" && /^[A-Za-z0-9._~-]{6,32}$/.test(value);
}

export function isHost(value: unknown): boolean {
	return typeof value === "string" && /^(?!-)[A-Za-z0-9.-]{1,64}$/.test(value);
}

export function isSteps(value: unknown): boolean {
	if (!Array.isArray(value) || value.length > MOST_STEPS) return false;
	return value.every((watts, i) => isWhole(watts, (i === 0 ? 0 : value[i - 1]) + 1, MOST_WATTS));
}

export function isPrices(value: unknown): boolean {
	if (!Array.isArray(value) || value.length > MOST_STEPS + 1) return false;
	return value.every((ore) => isWhole(ore, 0, MOST_ORE));
}
