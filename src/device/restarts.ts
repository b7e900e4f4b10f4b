/**
 * Restarts, with their notes in NVS, and the SDK's abort hook (`defines.xs.abortHook` in the manifest),
 * which it calls where the app ends of itself, but for an overflow of a stack.
 */
import { Restarts } from "../model/restarts.ts";
import { note, noted } from "./notes.ts";

/** To be called first of all. */
export function openRestarts(now: number): Restarts {
	const notes = { starts: Number(noted("starts") ?? 0), reason: String(noted("reason") ?? "") };
	const keep = ({ starts, reason }: typeof notes): void => {
		note("starts", starts);
		note("reason", reason);
	};
	const restarts = new Restarts(notes, keep, now);
	globalThis.abort = (why, exception) => !restarts.end(why, exception);
	return restarts;
}
