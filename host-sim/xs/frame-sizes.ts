/** What a frame of the display allocates on XS, by view (frames.ts). */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { XS_FOLDER, xsHost } from "./host.ts";

export interface FrameSize {
	readonly view: string;
	readonly slots: number;
	/** Of chunks: strings. */
	readonly octets: number;
}

/** So much room that nothing is collected between two looks. */
const ROOMY = ["--memory=20000000", "--creation=4000000,1024,65536,64,1024,64,32,0"];

/** Of each view, a mean of 1000; nothing where the 32-bit host is not built. */
export function frameSizes(): FrameSize[] {
	const host = xsHost();
	if (host === undefined) return [];
	const words = [...ROOMY, join(XS_FOLDER, "frames.js")];
	const { status, stderr } = spawnSync(host, words, { encoding: "utf8" });
	if (status !== 0) throw new Error(stderr);
	return stderr
		.trim()
		.split("\n")
		.map((line) => {
			const [view = "", slots, octets] = line.split(" ");
			return { view, slots: Number(slots), octets: Math.round(Number(octets)) };
		});
}

export function framesText(sizes: readonly FrameSize[]): string {
	const told = sizes.map(({ view, slots, octets }) => `${view} ${slots} and ${octets}`);
	return `Slots and octets of text that a frame allocates, by view: ${told.join(", ")}.`;
}
