/** The display that the board's manifest configures, drawn by Poco with the fonts it ships. */

import Resource from "Resource";
import Poco from "commodetto/Poco";
import parseBMF from "commodetto/parseBMF";
import config from "mc/config";
import type { DisplayPort } from "../ports.ts";

/** One update of the 128×64 display takes some 350 octets (moddable.md, 6); larger ones more. */
const DISPLAY_LIST = 2048;

/** Undefined on a board without a display. */
export function openDisplay(): DisplayPort | undefined {
	// Set up by the SDK before main, where the board has one.
	if (globalThis.screen === undefined) return undefined;
	const font = (name: string) => parseBMF(new Resource(`${name}.bf4`));
	return {
		screen: new Poco(screen, { displayListLength: DISPLAY_LIST }),
		fonts: {
			number: font("glimt-number-40"),
			unit: font("glimt-unit-16"),
			small: font("glimt-small-12"),
		},
		isWhole: config["wholeUpdates"] === true,
	};
}
