/*
 * Where a machine's memory comes from. The root's is flash. The app's is one static block, chunks up
 * from its start, slots and stack down from its end, each taking what the other left; or, where
 * `static` is 0, separate blocks. Both as on the ESP32.
 */
#include "host.h"

/* Separate blocks handed out so far, in octets. */
static size_t separate = 0;

static bool isRoot(txMachine* the)
{
	return the->sharedMachine == NULL;
}

static void* allocateSeparately(size_t size)
{
	if (separate + size > (size_t)options.memory) return NULL;
	separate += size;
	return malloc(size);
}

void fxCreateMachinePlatform(txMachine* the)
{
	if (isRoot(the) || options.creation.staticSize == 0) return;
	the->low = malloc(options.creation.staticSize);
	if (the->low == NULL) fxAbort(the, XS_NOT_ENOUGH_MEMORY_EXIT);
	the->high = the->low + options.creation.staticSize;
}

void fxDeleteMachinePlatform(txMachine* the)
{
	(void)the;
}

/* The block grows in place: what was free at its end counts towards what is asked for. */
static void* extendChunks(txMachine* the, txBlock* block, txSize size)
{
	txSize asked = size - sizeof(txBlock);
	txSize free = block->limit - block->current;
	txSize grow = asked > free ? asked - free : 0;
	if (the->high - the->low < grow) return NULL;
	the->low += grow;
	/* The engine adds all it asked for to the block that ends where this begins. */
	block->limit = the->low - size;
	the->maximumChunksSize += grow - size;
	return block->limit;
}

void* fxAllocateChunks(txMachine* the, txSize size)
{
	if (isRoot(the)) return flashAllocate(size);
	if (the->low == NULL) return allocateSeparately(size);
	if (the->firstBlock != NULL) return extendChunks(the, the->firstBlock, size);
	if (the->high - the->low < size) return NULL;
	void* result = the->low;
	the->low += size;
	return result;
}

/* Gives the free end of the chunks to the slots. */
static void shrinkChunks(txMachine* the)
{
	txBlock* block = the->firstBlock;
	fxCollect(the, XS_COMPACT_FLAG | XS_ORGANIC_FLAG);
	the->maximumChunksSize -= block->limit - block->current;
	the->low = block->current;
	block->limit = block->current;
}

txSlot* fxAllocateSlots(txMachine* the, txSize count)
{
	txSize size = count * sizeof(txSlot);
	if (isRoot(the)) return flashAllocate(size);
	if (the->low == NULL) return allocateSeparately(size);
	if (the->high - the->low < size && the->stack != NULL) shrinkChunks(the);
	if (the->high - the->low < size) return NULL;
	the->high -= size;
	return (txSlot*)the->high;
}

/* Machines live as long as the process. */
void fxFreeChunks(txMachine* the, void* chunks)
{
	(void)the;
	(void)chunks;
}

void fxFreeSlots(txMachine* the, void* slots)
{
	(void)the;
	(void)slots;
}
