/** Every file that is made from `builds.ts`. */
import { readFileSync } from "node:fs";
import { BUILDS } from "./builds.ts";
import { buildsPage } from "./builds-page.ts";
import { withBlocks } from "./manifest-blocks.ts";
import { wiringDiagram } from "./wiring-diagram.ts";

export const DRAWINGS = "hardware/wiring";

export interface GeneratedFile {
	readonly path: string;
	readonly text: string;
}

export function generated(): GeneratedFile[] {
	return [
		{ path: "manifest.json", text: withBlocks(readFileSync("manifest.json", "utf8"), BUILDS) },
		{ path: "hardware/builds.md", text: buildsPage(BUILDS) },
		...BUILDS.map((build) => ({
			path: `${DRAWINGS}/${build.name}.svg`,
			text: wiringDiagram(build),
		})),
	];
}
