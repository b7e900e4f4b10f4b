/** Times in scenarios: `90s`, `1h30m`, `2d`, `500ms`. */

const UNITS: Readonly<Record<string, number>> = Object.freeze({
	d: 86_400_000,
	h: 3_600_000,
	m: 60_000,
	s: 1000,
	ms: 1,
});

const PART = /(\d+(?:\.\d+)?)(ms|d|h|m|s)/y;

/** Milliseconds; undefined for what is no duration. */
export function durationOf(text: unknown): number | undefined {
	if (typeof text !== "string" || text === "") return undefined;
	let ms = 0;
	PART.lastIndex = 0;
	while (PART.lastIndex < text.length) {
		const part = PART.exec(text);
		if (part === null) return undefined;
		ms += Number(part[1]) * (UNITS[part[2] as string] as number);
	}
	return ms;
}

/** As a scenario would have it: `1h30m`. */
export function durationText(ms: number): string {
	let left = ms;
	let text = "";
	for (const [unit, size] of Object.entries(UNITS)) {
		const count = Math.floor(left / size);
		if (count > 0) text += `${count}${unit}`;
		left -= count * size;
	}
	return text === "" ? "0s" : text;
}
