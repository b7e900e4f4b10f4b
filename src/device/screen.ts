/** The display that the board's manifest configures, drawn by Poco with the fonts it ships. */

import Resource from "Resource";
import type PixelsOut from "commodetto/PixelsOut";
import Poco from "commodetto/Poco";
import parseBMF from "commodetto/parseBMF";
import Dimmer from "dimmer";
import config from "mc/config";
import type { Fonts } from "../display/screen.ts";
import type { DisplayPort } from "../ports.ts";

/** Octets. The most that one update takes is 90 columns of a curve, or 220 rectangles of a QR code, at 12. */
const DISPLAY_LIST = 4096;
/** Wider displays take the larger fonts, which the manifest ships with them alone. */
const LARGE = 200;

/** Undefined on a board without a display, and where the display does not answer. */
export function openDisplay(): DisplayPort | undefined {
	const output = openOutput();
	if (output === undefined) return undefined;
	const dimmer = new Dimmer();
	return {
		screen: new Poco(output, { displayListLength: DISPLAY_LIST }),
		fonts: output.width < LARGE ? fontsOf("44", "16", "12") : fontsOf("76", "28", "20"),
		isWhole: config["wholeUpdates"] === true,
		isColour: output.width >= LARGE,
		hasButton: config["button"] !== undefined,
		setBrightness: (percent) => dimmer.write(percent),
	};
}

function fontsOf(number: string, medium: string, small: string): Fonts {
	const font = (name: string) => parseBMF(new Resource(`glimt-${name}.bf4`));
	return {
		number: font(`number-${number}`),
		medium: font(`medium-${medium}`),
		small: font(`small-${small}`),
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
