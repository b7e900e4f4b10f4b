/** `value * 10^exponent`, applied once, to reach a quantity's own unit. */

/** Exact in a double up to 10^22; no scaler we know is beyond 10^3. */
const POWERS: readonly number[] = Object.freeze(Array.from({ length: 13 }, (_, n) => 10 ** n));

/**
 * An exact integer wherever the result is one, else rounded to the nearest. Undefined when the
 * exponent is absurd or the result beyond what a double holds exactly.
 */
export function scale(value: number, exponent: number): number | undefined {
	if (exponent === 0 && (value | 0) === value) return value;
	const power = POWERS[exponent < 0 ? -exponent : exponent];
	if (power === undefined) return undefined;
	const product = exponent < 0 ? value / power : value * power;
	if ((product | 0) === product) return product;
	const scaled = Math.round(product);
	return Number.isSafeInteger(scaled) ? scaled : undefined;
}
