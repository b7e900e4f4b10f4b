/** The real captures beside the project. They are not in it: they carry people's meter ids. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { octetsOf } from "../../host-sim/input.ts";

const FOLDER = join(process.cwd(), "..", "shared", "captures");

/** A suite over the real captures; without them it is skipped by name, which CI takes for a failure. */
export function withSharedCaptures(title: string, tests: () => void): void {
	describe(title, () => {
		if (existsSync(FOLDER)) tests();
		else {
			it("needs ../shared/captures", function () {
				if (process.env["CI"]) throw new Error(`${FOLDER} is not there`);
				this.skip();
			});
		}
	});
}

export function sharedFiles(folder: string): string[] {
	return readdirSync(join(FOLDER, folder))
		.filter((name) => name.endsWith(".hex"))
		.sort()
		.map((name) => `${folder}/${name}`);
}

export function sharedOctets(file: string): Uint8Array {
	return octetsOf(readFileSync(join(FOLDER, file)));
}

export function sharedText(file: string): string {
	return readFileSync(join(FOLDER, file), "utf8");
}

export function sharedJson<T>(file: string): T {
	return JSON.parse(sharedText(file)) as T;
}
