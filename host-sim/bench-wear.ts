/** `npm run bench:wear`: how long the flash lasts, and what corrections cost, with the device's journals on simulated flash. */
import { correctionReport, wearReport } from "./wear.ts";

process.stdout.write(`${wearReport()}\n${correctionReport()}`);
