/* What a machine uses, in the engine's own counts. Taking them allocates nothing. */
#include "host.h"

/* What untouched stack holds; no slot the engine writes looks like it. */
#define PAINT 0x5a5a5a5au

static const char* const names[FIGURE_COUNT] = {
	"slots", "slotsPeak", "slotsTotal", "chunks", "chunksPeak", "chunksTotal", "stackPeak",
	"stackTotal", "keys", "keysTotal", "collections", "bytecodesLow", "bytecodesHigh", "aliases",
	"aliasesTotal",
};

/* The engine's own counts are of 16 and 32 bits, and wrap. */
static uint16_t lastCollections = 0;
static uint32_t collections = 0;
static uint32_t lastBytecodes = 0;
static uint64_t bytecodes = 0;

static bool isPainted(const txSlot* slot)
{
	const uint32_t* words = (const uint32_t*)slot;
	for (size_t i = 0; i < sizeof(txSlot) / sizeof(uint32_t); i++)
		if (words[i] != PAINT) return false;
	return true;
}

void paintStack(txMachine* the)
{
	memset(the->stackBottom, PAINT & 0xff, (uint8_t*)the->stack - (uint8_t*)the->stackBottom);
}

/* Above the longest untouched run: the far end of the stack is the engine's scratch for numbers. */
static int32_t stackPeak(txMachine* the)
{
	const txSlot* top = the->stackBottom;
	int32_t longest = 0, run = 0;
	for (const txSlot* slot = the->stackBottom; slot < the->stackTop; slot++) {
		run = isPainted(slot) ? run + 1 : 0;
		if (run <= longest) continue;
		longest = run;
		top = slot + 1;
	}
	return the->stackTop - top;
}

static int32_t aliasesInUse(txMachine* the)
{
	int32_t count = 0;
	for (txID i = 0; i < the->aliasCount; i++)
		if (the->aliasArray[i] != NULL) count++;
	return count;
}

static void followCounters(txMachine* the)
{
	collections += (uint16_t)(the->garbageCollectionCount - lastCollections);
	lastCollections = the->garbageCollectionCount;
	bytecodes += the->meterIndex - lastBytecodes;
	lastBytecodes = the->meterIndex;
}

void takeFigures(txMachine* the, int32_t* into)
{
	followCounters(the);
	into[SLOTS] = the->currentHeapCount;
	into[SLOTS_PEAK] = the->peakHeapCount;
	into[SLOTS_TOTAL] = the->maximumHeapCount;
	into[CHUNKS] = the->currentChunksSize;
	into[CHUNKS_PEAK] = the->peakChunksSize;
	into[CHUNKS_TOTAL] = the->maximumChunksSize;
	into[STACK_PEAK] = stackPeak(the);
	into[STACK_TOTAL] = the->stackTop - the->stackBottom;
	into[KEYS] = the->keyIndex - the->keyOffset;
	into[KEYS_TOTAL] = the->keyCount - the->keyOffset;
	into[COLLECTIONS] = collections;
	into[BYTECODES_LOW] = (int32_t)bytecodes;
	into[BYTECODES_HIGH] = (int32_t)(bytecodes >> 32);
	into[ALIASES] = aliasesInUse(the);
	into[ALIASES_TOTAL] = the->aliasCount;
}

void printFigures(txMachine* the)
{
	int32_t figures[FIGURE_COUNT];
	takeFigures(the, figures);
	fprintf(stderr, "{\"slotSize\":%d", (int)sizeof(txSlot));
	for (int i = 0; i < FIGURE_COUNT; i++) {
		if (i == BYTECODES_HIGH) continue;
		if (i == BYTECODES_LOW) fprintf(stderr, ",\"bytecodes\":%llu", (unsigned long long)bytecodes);
		else fprintf(stderr, ",\"%s\":%d", names[i], (int)figures[i]);
	}
	fprintf(stderr, "}\n");
}
