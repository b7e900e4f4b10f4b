/**
 * Writes what is made from `builds.ts`: the boards' blocks in `manifest.json`, `builds.md` and the
 * drawings, over what is there. Look at the drawings before they are committed.
 *
 *     npm run builds
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { DRAWINGS, generated } from "./generated.ts";

rmSync(DRAWINGS, { recursive: true, force: true });
mkdirSync(DRAWINGS);
for (const { path, text } of generated()) writeFileSync(path, text);
