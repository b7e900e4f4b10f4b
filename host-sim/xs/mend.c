/*
 * What this version of the engine gets wrong and the device's does right. `Array.from({ length })`
 * does not number the items it makes: they all have the key 0, and `Object.freeze` reaches the first.
 */
#include "host.h"

extern void __real_fxSetIndexSize(txMachine* the, txSlot* array, txIndex size, txBoolean growable);

/* An item's `next` holds its index. Whoever else asks for items numbers them itself, alike. */
void __wrap_fxSetIndexSize(txMachine* the, txSlot* array, txIndex size, txBoolean growable)
{
	txIndex before = fxGetIndexSize(the, array);
	__real_fxSetIndexSize(the, array, size, growable);
	for (txIndex i = before; i < size; i++) *(txIndex*)(array->value.array.address + i) = i;
}
