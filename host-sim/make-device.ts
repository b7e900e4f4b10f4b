/** `npm run build:device`: the one module that the device runs, and what went into it. */
import { writeFileSync } from "node:fs";
import { bundleForDevice } from "./device-bundle.ts";

const metafile = bundleForDevice({
	entryPoints: ["src/main.ts"],
	outfile: "build/device/main.js",
	sourcemap: true,
	// Names are keys, some 48 octets of flash each; properties that are not private keep theirs.
	minifyIdentifiers: true,
	external: [
		"embedded:*",
		"timer",
		"time",
		"mc/*",
		"pins/*",
		"commodetto/*",
		"Resource",
		"net",
		"wifi",
		"uart",
		"lamp",
		"dimmer",
		"preference",
	],
});
writeFileSync("build/device/meta.json", JSON.stringify(metafile));
