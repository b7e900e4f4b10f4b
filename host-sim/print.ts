/** What commands say, on standard output (1) and standard error (2). */
import { writeSync } from "node:fs";

/** Whole and at once: a pipe that is full waits, and one that is closed ends us quietly. */
export function print(descriptor: number, text: string): void {
	let rest = Buffer.from(text);
	while (rest.length > 0) {
		try {
			rest = rest.subarray(writeSync(descriptor, rest));
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code === "EPIPE") process.exit(0);
			if (code !== "EAGAIN") throw error;
		}
	}
}
