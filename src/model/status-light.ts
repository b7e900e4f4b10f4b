/**
 * What a lamp on the board says: dark but for a flash at each reading while all is well.
 *
 * ```
 *   no meter     ████████░░░░░░░░░░░░░░░░░░░░░░░░  half a second in two
 *   no network   ██░░██░░░░░░░░░░░░░░░░░░░░░░░░░░  twice in four seconds
 *   a reading    █                                 50 ms
 * ```
 */

export interface LightState {
	/** When the last reading came (milliseconds, monotonic); undefined before the first. */
	readonly heardAt: number | undefined;
	/** It is younger than what counts as stale. */
	readonly isFresh: boolean;
	readonly isOnline: boolean;
}

const FLASH_MS = 50;
const SLOW_MS = 2000;
const SLOW_LIT_MS = 500;
const DOUBLE_MS = 4000;
const BLINK_MS = 125;

/** Whether it is lit at `now` (milliseconds, monotonic). */
export function isLit({ heardAt, isFresh, isOnline }: LightState, now: number): boolean {
	if (heardAt === undefined || !isFresh) return now % SLOW_MS < SLOW_LIT_MS;
	if (!isOnline) {
		const blink = Math.floor((now % DOUBLE_MS) / BLINK_MS);
		return blink === 0 || blink === 2;
	}
	return now - heardAt < FLASH_MS;
}
