/** The display that the board's manifest configures, drawn by Poco with the fonts it ships. */

import Resource from "Resource";
import type PixelsOut from "commodetto/PixelsOut";
import Poco from "commodetto/Poco";
import parseBMF from "commodetto/parseBMF";
import config from "mc/config";
import type { DisplayPort } from "../ports.ts";

/** One update of the 128×64 display takes some 350 octets (moddable.md, 6); larger ones more. */
const DISPLAY_LIST = 2048;

/** Undefined on a board without a display, and where the display does not answer. */
export function openDisplay(): DisplayPort | undefined {
	const output = openOutput();
	if (output === undefined) return undefined;
	const font = (name: string) => parseBMF(new Resource(`${name}.bf4`));
	return {
		screen: new Poco(output, { displayListLength: DISPLAY_LIST }),
		fonts: {
			number: font("glimt-number-40"),
			unit: font("glimt-unit-16"),
			small: font("glimt-small-12"),
		},
		isWhole: config["wholeUpdates"] === true,
	};
}

/**
 * Made here and not by the SDK's `setup/commodetto`, which the manifest leaves out: a driver throws
 * when its I2C display is not there, and a dongle without one shall serve all the same.
 */
function openOutput(): PixelsOut | undefined {
	// The simulator has made it.
	if (globalThis.screen !== undefined) return globalThis.screen;
	const Driver = config["Screen"] as (new (options: object) => PixelsOut) | undefined;
	if (Driver === undefined) return undefined;
	try {
		return new Driver({});
	} catch {
		return undefined;
	}
}
