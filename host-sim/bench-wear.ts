/** `npm run bench:wear`: how long the flash lasts, and what corrections cost, with the device's journals on simulated flash. */
import { parseArgs } from "node:util";
import { wordsRead } from "./bench-words.ts";
import { correctionReport, wearReport } from "./wear.ts";

wordsRead(() => parseArgs({ options: {} }));
process.stdout.write(`${wearReport()}\n${correctionReport()}`);
