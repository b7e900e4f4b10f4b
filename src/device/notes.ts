/** What outlives a restart beside the hours: a few short notes, in the board's NVS. */
import Preference from "preference";

const DOMAIN = "glimt";

/** Undefined where there is none. */
export function noted(key: string): string | number | undefined {
	const value = Preference.get(DOMAIN, key);
	return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** Writes it only where it is another. Numbers are integers. */
export function note(key: string, value: string | number): void {
	if (Preference.get(DOMAIN, key) !== value) Preference.set(DOMAIN, key, value);
}
