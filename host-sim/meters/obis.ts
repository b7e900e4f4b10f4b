/** OBIS codes as each maker writes them: A and B vary, C to E are `quantity.ts`'s. */
import { INDEX, QUANTITIES, type QuantityName } from "../../src/model/quantity.ts";
import type { Item } from "./profile.ts";

export type ObjectItem = Exclude<Item, QuantityName>;
export type ObjectCodes = Readonly<Partial<Record<ObjectItem, readonly number[]>>>;

/** The code of `item`: from the maker's `objects`, or a quantity's in value groups A and B. */
export function obisOf(objects: ObjectCodes, a: number, b: number, item: Item): readonly number[] {
	const object = objects[item as ObjectItem];
	if (object) return object;
	const quantity = QUANTITIES[INDEX[item as QuantityName]];
	if (!quantity) throw new RangeError(`${item} has no OBIS code with this maker`);
	return [a, b, quantity.c, quantity.d, 0, 255];
}
