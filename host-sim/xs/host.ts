/** The XS host that `npm run build:xs` makes, for whoever runs it. */
import { existsSync } from "node:fs";
import { join } from "node:path";

export const XS_FOLDER = join("build", "xs");
export const RELEASE = join(XS_FOLDER, "glimt-xs");
/** Knows lines, and where the first allocation was; its bytecode counts and stacks differ. */
export const DEBUG = join(XS_FOLDER, "glimt-xs-debug");

/** How the host ends, as in host.h. `xs.exit` may give any other. */
export const EXIT = Object.freeze({
	usage: 64,
	/** The bundle does not parse, or throws while it is preloaded. */
	bundle: 65,
	preload: 66,
	memory: 67,
	stack: 68,
	nativeStack: 69,
	keys: 70,
	exception: 71,
	rejection: 72,
	flash: 73,
	abort: 74,
	crash: 75,
});

/** Path of the host's binary; undefined where it is not built. */
export function xsHost(): string | undefined {
	return existsSync(RELEASE) ? RELEASE : undefined;
}

/** The same with lines and allocation stacks. */
export function xsDebugHost(): string | undefined {
	return existsSync(DEBUG) ? DEBUG : undefined;
}
