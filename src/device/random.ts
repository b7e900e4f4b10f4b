import type { Random } from "../model/random.ts";

/** XS takes it from the ESP32's own generator, which is random by noise once Wi-Fi is on. */
export const random: Random = (below) => Math.floor(Math.random() * below);
