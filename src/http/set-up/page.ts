/**
 * The page of the access point, on which the owner chooses a network.
 *
 * `page/index.html` and `page/hashes.json` are made by `npm run page`.
 */
import { htmlReply } from "../html.ts";
import type { Reply } from "../reply.ts";
import { script, style } from "./page/hashes.json";
import html from "./page/index.html";

export const SET_UP_PAGE: Reply = htmlReply(html, { script, style });
