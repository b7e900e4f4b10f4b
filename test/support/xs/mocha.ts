/** The part of mocha that portable tests use, for XS: they register, and `run` runs them. */

interface Test {
	readonly title: string;
	readonly work: (this: Context) => void;
}

/** What tests may call on `this`. */
interface Context {
	timeout(ms: number): void;
}

const tests: Test[] = [];
const path: string[] = [];
const context: Context = { timeout: () => {} };

export function describe(title: string, body: (this: Context) => void): void {
	path.push(title);
	body.call(context);
	path.pop();
}

export function it(title: string, work: (this: Context) => void): void {
	tests.push({ title: [...path, title].join(" › "), work });
}

/** Runs all that registered; tells each result as `ok title` or `not ok title: why`. */
export function run(tell: (line: string) => void): void {
	for (const { title, work } of tests) {
		try {
			work.call(context);
			tell(`ok ${title}`);
		} catch (error) {
			tell(`not ok ${title}: ${error}`);
		}
	}
}
