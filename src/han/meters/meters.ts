/** Every layout we know, the more particular before the more general. */
import { aidon } from "./aidon.ts";
import { kaifa } from "./kaifa.ts";
import { kamstrup } from "./kamstrup.ts";
import { landisGyr } from "./landis-gyr.ts";
import type { Meter } from "./meter.ts";

export const METERS: readonly Meter[] = Object.freeze([kaifa, kamstrup, landisGyr, aidon]);
