/** Curves over time as SVG: panels above each other with one time axis. */

export interface Curve {
	readonly name: string;
	readonly colour: string;
	readonly values: readonly number[];
}

export interface Panel {
	/** What is drawn, with its unit. */
	readonly title: string;
	readonly low: number;
	readonly high: number;
	/** Values with a line across and their number at the left. */
	readonly marks: readonly number[];
	readonly curves: readonly Curve[];
}

export interface Plot {
	readonly title: string;
	/** s, one for each value. */
	readonly time: readonly number[];
	readonly from: number;
	readonly to: number;
	/** ms between two lines. */
	readonly step: number;
	readonly panels: readonly Panel[];
}

const WIDTH = 960;
const LEFT = 64;
const RIGHT = 20;
const TOP = 48;
const HEIGHT = 150;
const BETWEEN = 64;
const INK = "#1c2733";
const FAINT = "#c9d1d9";

export function drawn(plot: Plot): string {
	const height = TOP + plot.panels.length * (HEIGHT + BETWEEN) - 16;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="14" fill="${INK}">`,
		`<title>${plot.title}</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
		...plot.panels.flatMap((panel, i) => drawPanel(plot, panel, TOP + i * (HEIGHT + BETWEEN))),
		text(WIDTH - RIGHT, height - 8, "ms", "end"),
		"</svg>\n",
	].join("\n");
}

function drawPanel(plot: Plot, panel: Panel, top: number): string[] {
	const y = (value: number) => top + HEIGHT * (1 - (value - panel.low) / (panel.high - panel.low));
	return [
		text(LEFT, top - 16, panel.title, "start"),
		...legend(panel.curves, top - 16),
		...panel.marks.flatMap((mark) => [
			`<path d="M${LEFT} ${round(y(mark))}H${WIDTH - RIGHT}" stroke="${FAINT}"/>`,
			text(LEFT - 8, round(y(mark)) + 5, String(mark), "end"),
		]),
		...timeLines(plot, top),
		...panel.curves.map(
			({ colour, values }) =>
				`<path d="${pathOf(plot, values, y)}" fill="none" stroke="${colour}" stroke-width="1.8"/>`,
		),
	];
}

function legend(curves: readonly Curve[], y: number): string[] {
	return curves.flatMap(({ name, colour }, i) => {
		const x = WIDTH - RIGHT - (curves.length - i) * 150;
		return [
			`<path d="M${x} ${y - 5}h24" stroke="${colour}" stroke-width="3"/>`,
			text(x + 30, y, name, "start"),
		];
	});
}

function xOf({ from, to }: Plot, time: number): number {
	return LEFT + ((time - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
}

function timeLines(plot: Plot, top: number): string[] {
	const lines: string[] = [];
	for (let ms = 0; ms <= (plot.to - plot.from) * 1000 + 1e-6; ms += plot.step) {
		const x = round(xOf(plot, plot.from + ms / 1000));
		lines.push(
			`<path d="M${x} ${top}V${top + HEIGHT}" stroke="${FAINT}" stroke-width="0.6"/>`,
			text(x, top + HEIGHT + 17, String(ms), "middle"),
		);
	}
	return lines;
}

/** Of points at the same height only the first and the last. */
function pathOf(plot: Plot, values: readonly number[], y: (value: number) => number): string {
	const points: [number, number][] = [];
	for (const [i, time] of plot.time.entries()) {
		if (time < plot.from || time > plot.to) continue;
		const point: [number, number] = [round(xOf(plot, time)), round(y(values[i] as number))];
		const [before, last] = points.slice(-2);
		const level = (other?: [number, number]) =>
			other !== undefined && Math.abs(point[1] - other[1]) < 0.3;
		if (level(before) && level(last)) points.pop();
		points.push(point);
	}
	return points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px} ${py}`).join("");
}

function round(pixels: number): number {
	return Math.round(pixels * 10) / 10;
}

function text(x: number, y: number, words: string, anchor: "start" | "middle" | "end"): string {
	return `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}
