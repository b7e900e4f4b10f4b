/** `GET /api/v1/status` and `/healthz`: how Glimt itself is doing. */
import { FAULTS } from "../model/counts.ts";
import { STALE_MS } from "../model/store.ts";
import { problem } from "./problem.ts";
import type { Reply } from "./reply.ts";
import { liveJson, momentText, noReading, RETRY, type Sources, secondsSince } from "./sources.ts";

export function status(from: Sources): Reply {
	const { store, counts, now } = from;
	const kept = store.latest.filter(({ list }) => list !== 0);
	const told = {
		name: "glimt",
		version: from.version,
		uptimeSeconds: secondsSince(from.startedAt, now),
		time: momentText(from, now),
		restartReason: from.restartReason,
		wire: {
			octets: counts.octets,
			frames: counts.frames,
			readings: counts.readings,
			parity: from.parity,
			faults: Object.fromEntries(FAULTS.map((fault) => [fault, counts[fault]])),
		},
		lists: Object.fromEntries(
			kept.map(({ list, receivedAt }) => [list, { ageSeconds: secondsSince(receivedAt, now) }]),
		),
		history: from.history?.condition,
		http: from.serverCounts,
	};
	return liveJson(JSON.stringify(told));
}

export function health({ store, now }: Sources): Reply {
	if (store.live.list === 0) return noReading();
	const age = now - store.live.receivedAt;
	if (age <= STALE_MS) return liveJson('{"status":"ok"}');
	const detail = `The last reading came ${Math.floor(age / 1000)} seconds ago; check the cable to the meter.`;
	return problem(503, "Service Unavailable", detail, RETRY);
}
