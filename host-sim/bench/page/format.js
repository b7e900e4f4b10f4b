/** Names and numbers for people. */

/** Three digits, as the display has them: `850 W`, `2.41 kW`, `17.3 kW`. */
export function power(watts) {
	const size = Math.abs(watts);
	const sign = watts < 0 ? "\u2212" : "";
	if (size < 1000) return `${sign}${Math.round(size)} W`;
	const decimals = size < 9995 ? 2 : size < 99_950 ? 1 : 0;
	return `${sign}${(size / 1000).toFixed(decimals)} kW`;
}

export function whole(number) {
	return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** `45 s`, `3 min`, `2 h`, `1 day`. */
export function duration(seconds) {
	const size = Math.abs(seconds);
	const sign = seconds < 0 ? "\u2212" : "";
	const of = (unit, name) => `${sign}${Number((size / unit).toPrecision(2))} ${name}`;
	if (size < 120) return of(1, "s");
	if (size < 7200) return of(60, "min");
	if (size < 172_800) return of(3600, "h");
	return size < 172_800 * 365 ? of(86_400, "days") : of(31_557_600, "years");
}

/** A parameter's value with its unit. */
export function amount(value, unit) {
	if (unit === "W") return power(value);
	if (unit === "s") return duration(value);
	if (unit.startsWith("Wh")) return amount(value / 1000, "kWh");
	const short =
		unit === "per million" ? "ppm" : value === 1 ? unit.replace(/(\w\w)s$/, "$1") : unit;
	return `${value < 0 ? "\u2212" : ""}${whole(Math.abs(value))} ${short}`;
}

/** `list3Repeat` is `List 3 repeat`. */
export function title(name) {
	const words = name
		.replace(/([A-Z]+)/g, " $1")
		.replace(/(\d+)/g, " $1")
		.toLowerCase();
	const text = words
		.replace(/\bl (\d)/g, "L$1")
		.replace(/\b(apdu|crlf|fcs|fifo|hcs|llc)\b/g, (word) => word.toUpperCase())
		.replace("wifi", "Wi-Fi")
		.trim();
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What it is while an action lasts: `Port not open`. */
export function label(name, { off = {} }) {
	const key = Object.keys(off).find((key) => off[key] === true);
	return key ? `${title(name)} not ${title(key.slice(2)).toLowerCase()}` : title(name);
}

/** Without what its unit says. */
export function parameterLabel(key) {
	const text = title(key.replace(/(.)(Seconds|PerMillion|Percent)$/, "$1"));
	return /^L\d/.test(text) ? text : text.toLowerCase();
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];

/** Of a time without a zone, as `2026-11-22T17:30:05`. */
export function day(civil) {
	const date = new Date(`${civil}Z`);
	return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

export const clock = (civil) => civil.slice(11, 19);

/** Sets an element's text when it is another. */
export function put(id, text) {
	const element = typeof id === "string" ? document.getElementById(id) : id;
	if (element.textContent !== text) element.textContent = text;
	return element;
}

/** A new element with what it is and holds. */
export function make(tag, properties, ...children) {
	const element = Object.assign(document.createElement(tag), properties);
	element.append(...children);
	return element;
}
