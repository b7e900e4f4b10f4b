/**
 * Writes the board's numbers for the case, over what is there.
 *
 *     npm run hardware:case
 */
import { writeFileSync } from "node:fs";
import { NUMBERS, numbers } from "./numbers.ts";

writeFileSync(NUMBERS, numbers());
