/** What builds for a board, and what is missing of it here: the Moddable SDK and ESP-IDF, in words. */
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What Glimt is checked against (docs/device-checks.md). */
export const SDK_VERSION = "8.2.3";
/** What that SDK builds with (EXPECTED_ESP_IDF in its build/devices/esp32/manifest.json). */
export const IDF_VERSION = "6.0";

const SETUP =
	"xs-dev sets both up: npm install -g xs-dev && xs-dev setup && xs-dev setup --device esp32 (docs/flash.md)";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What is missing; nothing where a board can be built for. Versions that differ are only told. */
export function missingTools(env: Environment): string[] {
	const missing = [...sdk(env["MODDABLE"]), ...programs(env["PATH"]), ...idf(env["IDF_PATH"])];
	return missing.length === 0 ? [] : [...missing, SETUP];
}

/** Versions that are not what was checked. */
export function otherVersions(env: Environment): string[] {
	const told: string[] = [];
	const found = textOf(env["MODDABLE"], "tools", "VERSION")?.split("\n")[0]?.trim();
	if (found !== undefined && found !== SDK_VERSION) {
		told.push(`the Moddable SDK here is ${found}; Glimt is checked with ${SDK_VERSION}`);
	}
	const idfFound = idfVersion(textOf(env["IDF_PATH"], "tools", "cmake", "version.cmake"));
	if (idfFound !== undefined && idfFound !== IDF_VERSION) {
		told.push(
			`the ESP-IDF here is ${idfFound}; the Moddable SDK ${SDK_VERSION} builds with ${IDF_VERSION}, and refuses others`,
		);
	}
	return told;
}

/** As in `set(IDF_VERSION_MAJOR 6)`; a patch does not matter. */
function idfVersion(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const part = (name: string) => new RegExp(`IDF_VERSION_${name} (\\d+)`).exec(text)?.[1];
	return `${part("MAJOR")}.${part("MINOR")}`;
}

function sdk(folder: string | undefined): string[] {
	const wanted = `Moddable SDK ${SDK_VERSION}`;
	if (!folder) return [`MODDABLE is not set: it is the path of the ${wanted}`];
	if (existsSync(join(folder, "tools", "mcconfig.js"))) return [];
	return [`MODDABLE is ${folder}, where no ${wanted} is`];
}

function programs(path = ""): string[] {
	const isThere = (name: string) =>
		path.split(delimiter).some((folder) => isProgram(join(folder, name)));
	const missing: string[] = [];
	if (!isThere("mcconfig")) {
		missing.push(
			`mcconfig is not in PATH: it is in build/bin of the Moddable SDK ${SDK_VERSION}, once built`,
		);
	}
	if (!isThere("idf.py")) {
		missing.push(
			`idf.py is not in PATH: source export.sh of ESP-IDF ${IDF_VERSION} in this terminal`,
		);
	}
	return missing;
}

function idf(folder: string | undefined): string[] {
	const wanted = `ESP-IDF ${IDF_VERSION}`;
	if (!folder) return [`IDF_PATH is not set: it is the path of ${wanted}`];
	if (existsSync(join(folder, "tools", "idf.py"))) return [];
	return [`IDF_PATH is ${folder}, where no ${wanted} is`];
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function textOf(folder: string | undefined, ...names: readonly string[]): string | undefined {
	const path = join(folder ?? "", ...names);
	return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
