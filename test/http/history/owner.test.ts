import assert from "node:assert/strict";
import type { Request } from "../../../src/http/reply.ts";
import { FakeHistory, hourAt } from "../../support/history.ts";

const NOW = hourAt(2026, 1, 31, 13);
const HOUR = "/hours/2026-01-31T10:00:00Z";
const OWNER: Partial<Request> = { method: "PUT", bearer: "4711" };
const DONE = [200, '{"status":"done"}'];

function history(code = "4711"): FakeHistory {
	const kept = new FakeHistory(NOW, undefined, code);
	kept.putAll(NOW - 5, NOW, 1000);
	return kept;
}

/** The hour that is changed, as it is shown. */
function shown(kept: FakeHistory): string {
	const csv = kept.text("/hours.csv?from=2026-01-31T10:00:00Z&to=2026-01-31T11:00:00Z");
	return (csv.split("\n")[1] ?? "").replace("2026-01-31T10:00:00Z,2026-01-31T11:00:00Z,", "");
}

const AS_IT_WAS = "1000,measured,10,measured,1200,70,";

describe("PUT /api/v1/hours/<start>", () => {
	it("sets an hour's import, which is shown, and takes it back", () => {
		const kept = history();
		assert.equal(shown(kept), AS_IT_WAS);
		assert.deepEqual(kept.ask(`${HOUR}?importWh=1234`, OWNER), DONE);
		assert.equal(shown(kept), "1234,measured,10,measured,1200,70,corrected");
		assert.deepEqual(kept.ask(`${HOUR}?importWh=`, OWNER), DONE);
		assert.equal(shown(kept), AS_IT_WAS);
	});

	it("strikes an hour out, which is shown, and takes it back", () => {
		const kept = history();
		assert.deepEqual(kept.ask(`${HOUR}?struckOut=true`, OWNER), DONE);
		assert.equal(shown(kept), `${AS_IT_WAS}struck-out`);
		assert.equal(kept.json("/capacity").leftOut.struckOut, 1);
		assert.deepEqual(kept.ask(`${HOUR}?importWh=0`, OWNER), DONE);
		assert.equal(shown(kept), "0,measured,10,measured,1200,70,corrected struck-out");
		assert.deepEqual(kept.ask(`${HOUR}?struckOut=false`, OWNER), DONE);
		assert.deepEqual(kept.ask(`${HOUR}?importWh=`, OWNER), DONE);
		assert.equal(shown(kept), AS_IT_WAS);
		assert.equal(kept.json("/capacity").leftOut.struckOut, 0);
	});

	it("counts in the day's sum", () => {
		const kept = history();
		kept.ask(`${HOUR}?importWh=1500`, OWNER);
		const [day] = kept.json("/days?from=2026-01-31").days;
		assert.deepEqual([day.importWh, day.correctedHours], [6300, 1]);
	});

	it("takes an hour that is percent-encoded", () => {
		const kept = history();
		assert.deepEqual(kept.ask("/hours/2026-01-31T10%3A00%3A00Z?importWh=7", OWNER), DONE);
		assert.match(shown(kept), /^7,/);
	});

	it("is 404 of an hour in progress, or of which nothing is kept", () => {
		for (const hour of ["2026-01-31T13:00:00Z", "2026-01-31T14:00:00Z", "2020-01-31T10:00:00Z"]) {
			for (const word of ["importWh=1", "struckOut=true"]) {
				assert.equal(history().ask(`/hours/${hour}?${word}`, OWNER)[0], 404, hour);
			}
		}
	});

	it("is 400 for what names no hour, so that no other is changed", () => {
		const kept = history();
		for (const name of ["2026-01", "2026-01-31", "2026-01-31T10:30:00Z", "now", "", "a/b"]) {
			assert.equal(kept.ask(`/hours/${name}?importWh=1`, OWNER)[0], 400, name);
		}
		assert.equal(shown(kept), AS_IT_WAS);
	});

	it("is 400 for what says nothing, or two things, or no figure", () => {
		const kept = history();
		for (const query of [
			"",
			"?importWh=1&struckOut=true",
			"?importWh=-1",
			"?importWh=1.5",
			"?importWh=1000000",
			"?importWh=1e3",
			"?struckOut=",
			"?struckOut=yes",
			"?exportWh=1",
		]) {
			const [status, body] = kept.ask(HOUR + query, OWNER);
			assert.equal(status, 400, query);
			assert.match(body, /Say one of importWh/);
		}
		assert.equal(shown(kept), AS_IT_WAS);
	});
});

describe("The owner's code", () => {
	const change = `${HOUR}?importWh=1`;

	it("is asked for before anything else is looked at", () => {
		const kept = history();
		for (const [method, path] of [
			["PUT", change],
			["PUT", "/hours/nonsense"],
			["DELETE", "/history"],
		] as const) {
			for (const bearer of ["", "4712"]) {
				const reply = kept.answer(path, { method, bearer });
				assert.equal(reply?.status, 401);
				assert.deepEqual(reply?.headers, ['WWW-Authenticate: Bearer realm="glimt"']);
				assert.ok(!String(reply?.body).includes("471"));
			}
		}
		assert.equal(shown(kept), AS_IT_WAS);
		assert.equal(kept.forgotten, 0);
	});

	it("locks for a minute after five wrong ones, the right one too", () => {
		const kept = history();
		for (let i = 0; i < 5; i++) assert.equal(kept.ask(change, { ...OWNER, bearer: "0" })[0], 401);
		const reply = kept.answer("/history", { method: "DELETE", bearer: "4711" });
		assert.equal(reply?.status, 429);
		assert.deepEqual(reply?.headers, ["Retry-After: 60"]);
		assert.equal(kept.forgotten, 0);
		kept.now = 60_000;
		assert.deepEqual(kept.ask(change, OWNER), DONE);
	});

	it("lets nobody in where none is set", () => {
		const kept = history("");
		for (const bearer of ["", "4711"]) {
			assert.equal(kept.ask(change, { method: "PUT", bearer })[0], 403);
			assert.equal(kept.ask("/history", { method: "DELETE", bearer })[0], 403);
		}
		assert.equal(kept.forgotten, 0);
	});
});

describe("DELETE /api/v1/history", () => {
	it("forgets, for the owner", () => {
		const kept = history();
		assert.deepEqual(kept.ask("/history", { method: "DELETE", bearer: "4711" }), DONE);
		assert.equal(kept.forgotten, 1);
	});
});
