/** Weather over a house at 60 degrees north, invented day by day. */
import { randomAt } from "./random.ts";

const DAY_MS = 86_400_000;
const LATITUDE = (60 * Math.PI) / 180;
/** Hours that the sun is ahead of UTC: 10.75 degrees east. */
const SUN_HOURS = 10.75 / 15;
const EARTH_TILT = (23.44 * Math.PI) / 180;

function dayOfYear(utcMs: number): number {
	return (utcMs - Date.UTC(new Date(utcMs).getUTCFullYear(), 0, 1)) / DAY_MS;
}

function solarHour(utcMs: number): number {
	return (((utcMs % DAY_MS) / DAY_MS) * 24 + SUN_HOURS) % 24;
}

/** Sine of the sun's height: negative by night. */
export function sunHeight(utcMs: number): number {
	const season = (2 * Math.PI * (dayOfYear(utcMs) - 81)) / 365;
	const declination = Math.asin(Math.sin(EARTH_TILT) * Math.sin(season));
	const hourAngle = ((solarHour(utcMs) - 12) * Math.PI) / 12;
	return (
		Math.sin(LATITUDE) * Math.sin(declination) +
		Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(hourAngle)
	);
}

/** From 0 (overcast) to 1 (clear): one kind of day, with clouds that drift by. */
export function clearness(seed: number, utcMs: number): number {
	const day = Math.floor(utcMs / DAY_MS);
	const kind = 0.25 + 0.75 * randomAt(seed, day);
	return kind * (0.75 + 0.25 * drift(seed + 1, utcMs, 600_000));
}

/** Outdoors, in degrees Celsius: coldest in late January and before sunrise. */
export function temperature(seed: number, utcMs: number): number {
	const season = Math.cos((2 * Math.PI * (dayOfYear(utcMs) - 22)) / 365);
	const hour = Math.cos(((solarHour(utcMs) - 15) * Math.PI) / 12);
	return 6.5 - 11 * season + (3 - 2 * season) * hour + 5 * drift(seed + 2, utcMs, DAY_MS);
}

/** A curve from -1 to 1 through a random number each `periodMs`. */
export function drift(seed: number, utcMs: number, periodMs: number): number {
	const index = Math.floor(utcMs / periodMs);
	const part = utcMs / periodMs - index;
	const smooth = part * part * (3 - 2 * part);
	const from = randomAt(seed, index);
	const to = randomAt(seed, index + 1);
	return 2 * (from + (to - from) * smooth) - 1;
}
