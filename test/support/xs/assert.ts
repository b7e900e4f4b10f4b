/** The part of `node:assert/strict` that portable tests use, for XS. */

class AssertionError extends Error {}

function fail(message: string | undefined, detail: string): never {
	throw new AssertionError(message === undefined ? detail : `${message}: ${detail}`);
}

function show(value: unknown): string {
	if (typeof value === "string") return JSON.stringify(value);
	const json = JSON.stringify(value);
	return json === undefined ? String(value) : json.slice(0, 500);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

/** The same type, the same keys and the same values, all the way down. */
function isSame(actual: unknown, expected: unknown): boolean {
	if (Object.is(actual, expected)) return true;
	if (!isRecord(actual) || !isRecord(expected)) return false;
	if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false;
	const keys = Object.keys(actual);
	if (keys.length !== Object.keys(expected).length) return false;
	return keys.every((key) => Object.hasOwn(expected, key) && isSame(actual[key], expected[key]));
}

type ErrorClass = new (...words: never[]) => unknown;

function isExpected(error: unknown, expected: RegExp | ErrorClass | undefined): boolean {
	if (expected instanceof RegExp) return expected.test(String((error as Error).message));
	return expected === undefined || error instanceof expected;
}

const assert = {
	ok(value: unknown, message?: string): void {
		if (!value) fail(message, `${show(value)} is not true`);
	},
	equal(actual: unknown, expected: unknown, message?: string): void {
		if (!Object.is(actual, expected)) fail(message, `${show(actual)} is not ${show(expected)}`);
	},
	deepEqual(actual: unknown, expected: unknown, message?: string): void {
		if (!isSame(actual, expected)) fail(message, `${show(actual)} is not ${show(expected)}`);
	},
	match(actual: string, pattern: RegExp, message?: string): void {
		if (!pattern.test(actual)) fail(message, `${show(actual)} does not match ${pattern}`);
	},
	doesNotMatch(actual: string, pattern: RegExp, message?: string): void {
		if (pattern.test(actual)) fail(message, `${show(actual)} matches ${pattern}`);
	},
	throws(work: () => unknown, expected?: RegExp | ErrorClass, message?: string): void {
		try {
			work();
		} catch (error) {
			if (!isExpected(error, expected)) fail(message, `threw ${error}`);
			return;
		}
		fail(message, "nothing was thrown");
	},
};

export default assert;
