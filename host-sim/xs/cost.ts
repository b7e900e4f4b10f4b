/** The counter that `npm run bench:xs` puts into the machine (bare/functions.c). */
export interface Cost {
	start(): void;
	stop(): void;
	/** Forgets the total. */
	reset(): void;
	/** Takes the total for what `start` and `stop` cost themselves. */
	calibrate(): void;
	instructions(): number;
	bytecodes(): number;
	/** Instructions that it took to clone this machine. */
	cloning(): number;
	/** A line. */
	print(text: string): void;
}
