import type { Encode } from "../http/reply.ts";

/** UTF-8; XS has no TextEncoder, but this. */
export const encode: Encode = (text) => new Uint8Array(ArrayBuffer.fromString(text));
