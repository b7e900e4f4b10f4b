/** What is said to a bench of `npm run`. */

const CANNOT_RUN = 2;

/** What `read` makes of the words. What it throws is told in one line, and ends the bench with 2. */
export function wordsRead<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n`);
		process.exit(CANNOT_RUN);
	}
}

/** Throws an Error that says what to say. */
export function positive(name: string, text: string): number {
	const value = Number(text);
	if (value > 0 && Number.isFinite(value)) return value;
	throw new Error(`${name} ${text}: say a number above 0`);
}
