/**
 * What outlives a restart beside the hours: a few short notes, in the board's NVS. Where that fails the app
 * goes on without them, which at its start it could not do otherwise.
 */
import Preference from "preference";
import { attempt } from "./attempt.ts";

const DOMAIN = "glimt";

/** Undefined where there is none. */
export function noted(key: string): string | number | undefined {
	const value = attempt(() => Preference.get(DOMAIN, key));
	return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Writes it only where it is another. Numbers are integers. */
export function note(key: string, value: string | number): void {
	if (noted(key) !== value) attempt(() => Preference.set(DOMAIN, key, value));
}
