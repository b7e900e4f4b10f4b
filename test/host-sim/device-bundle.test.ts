/** What is done to the device's bundle leaves it a module that can be imported. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleForDevice } from "../../host-sim/device-bundle.ts";

const SOURCE = `
const rules = Object.freeze({ even: rule(isEven), odd: rule((n) => !isEven(n)) });
export function isRight(name, n) {
	return rules[name](n);
}
export class Doubled {
	constructor(n) {
		this.twice = twice(n);
	}
}
function rule(right) {
	return right;
}
function isEven(n) {
	return n % 2 === 0;
}
function twice(n) {
	return 2 * n;
}
`;

interface Module {
	isRight(name: string, n: number): boolean;
	readonly Doubled: new (n: number) => { readonly twice: number };
}

describe("the device's bundle", () => {
	let folder = "";
	let outfile = "";

	before(() => {
		folder = mkdtempSync(join(tmpdir(), "glimt-bundle-"));
		outfile = join(folder, "main.js");
		const entry = join(folder, "entry.js");
		writeFileSync(entry, SOURCE);
		bundleForDevice({ entryPoints: [entry], outfile });
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
	});

	after(() => rmSync(folder, { recursive: true }));

	it("can be imported where a table names a function below it", async () => {
		const { isRight, Doubled }: Module = await import(pathToFileURL(outfile).href);
		assert.equal(isRight("even", 2), true);
		assert.equal(isRight("odd", 2), false);
		assert.equal(new Doubled(4).twice, 8);
	});

	it("has arrows in place of the functions that only others call", () => {
		const text = readFileSync(outfile, "utf8");
		assert.match(text, /^const twice = \(n\) => \{$/m);
		assert.match(text, /^const isRight = \(/m);
		assert.match(text, /^function isEven\(n\) \{$/m);
		assert.doesNotMatch(text, /^var /m);
	});
});
