/**
 * The web page, which fetches nothing but `/api/v1/reading`.
 *
 * `page/index.html` and `page/hashes.json` are made by `npm run page`.
 */
import { htmlReply } from "./html.ts";
import { script, style } from "./page/hashes.json";
import html from "./page/index.html";
import type { Reply } from "./reply.ts";

export const PAGE: Reply = htmlReply(html, { script, style });
