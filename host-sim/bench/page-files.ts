/** The files of the bench page, by the path that each is served at. */
import controls from "./page/controls.js" with { type: "text" };
import deviceStyle from "./page/device.css" with { type: "text" };
import display from "./page/display.js" with { type: "text" };
import format from "./page/format.js" with { type: "text" };
import handsStyle from "./page/hands.css" with { type: "text" };
import main from "./page/main.js" with { type: "text" };
import page from "./page/page.html";
import resultsStyle from "./page/results.css" with { type: "text" };
import style from "./page/style.css" with { type: "text" };
import tables from "./page/tables.js" with { type: "text" };
import truth from "./page/truth.js" with { type: "text" };

export interface PageFile {
	readonly type: string;
	readonly text: string;
}

const sheet = (text: string): PageFile => ({ type: "text/css", text });
const script = (text: string): PageFile => ({ type: "text/javascript", text });

export const PAGE_FILES: ReadonlyMap<string, PageFile> = new Map([
	["/", { type: "text/html; charset=utf-8", text: page }],
	["/style.css", sheet(style)],
	["/device.css", sheet(deviceStyle)],
	["/hands.css", sheet(handsStyle)],
	["/results.css", sheet(resultsStyle)],
	["/main.js", script(main)],
	["/controls.js", script(controls)],
	["/display.js", script(display)],
	["/format.js", script(format)],
	["/tables.js", script(tables)],
	["/truth.js", script(truth)],
]);
