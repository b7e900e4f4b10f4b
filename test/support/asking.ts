/** A request as the server hands it over, and a reply's body as its client puts it together. */
import type { Reply, Request } from "../../src/http/reply.ts";

export function asking(path: string, more: Partial<Request> = {}): Request {
	const [before = "", query = ""] = path.split("?");
	return {
		method: "GET",
		path: before,
		query,
		wantsCsv: false,
		bearer: "",
		body: "",
		now: 0,
		...more,
	};
}

export function bodyOf({ body }: Reply): string {
	if (typeof body === "string") return body;
	if ("pieces" in body) return body.pieces.join("");
	let text = "";
	for (let piece = body.next(); piece !== undefined; piece = body.next()) text += piece;
	return text;
}
