/*
 * What was allocated since a mark, and by whom first. The debug binary is linked so that the engine's
 * allocators are reached through these (see build.ts); the other only knows how much it was.
 */
#include "host.h"

#define FRAMES_KEPT 12
#define FRAME_SIZE 160

static int32_t marked[FIGURE_COUNT];

#ifdef mxDebug

static bool isArmed = false;
static char what[FRAME_SIZE];
static char stack[FRAMES_KEPT][FRAME_SIZE];
static int depth = 0;

static void nameFrame(txMachine* the, txSlot* frame, char* into)
{
	into[0] = 0;
	fxBufferFrameName(the, into, FRAME_SIZE, frame, "()");
	txSlot* environment = mxFrameToEnvironment(frame);
	size_t length = strlen(into);
	if (environment->ID != XS_NO_ID)
		snprintf(into + length, FRAME_SIZE - length, " (%s:%d)", fxGetKeyName(the, environment->ID),
			(int)environment->value.environment.line);
}

static void remember(txMachine* the, const char* kind, int size)
{
	if (!isArmed) return;
	isArmed = false;
	snprintf(what, sizeof(what), "%s of %d octets", kind, size);
	for (txSlot* frame = the->frame; frame->next != NULL && depth < FRAMES_KEPT; frame = frame->next)
		nameFrame(the, frame, stack[depth++]);
}

extern txSlot* __real_fxNewSlot(txMachine* the);
extern txSlot* __real_fxDuplicateSlot(txMachine* the, txSlot* slot);
extern void* __real_fxNewChunk(txMachine* the, txSize size);
extern void* __real_fxRenewChunk(txMachine* the, void* data, txSize size);

txSlot* __wrap_fxNewSlot(txMachine* the)
{
	remember(the, "slot", sizeof(txSlot));
	return __real_fxNewSlot(the);
}

txSlot* __wrap_fxDuplicateSlot(txMachine* the, txSlot* slot)
{
	remember(the, "slot", sizeof(txSlot));
	return __real_fxDuplicateSlot(the, slot);
}

void* __wrap_fxNewChunk(txMachine* the, txSize size)
{
	remember(the, "chunk", size);
	return __real_fxNewChunk(the, size);
}

void* __wrap_fxRenewChunk(txMachine* the, void* data, txSize size)
{
	remember(the, "chunk", size);
	return __real_fxRenewChunk(the, data, size);
}

static void arm(void)
{
	isArmed = true;
	depth = 0;
}

static void printFirst(void)
{
	fprintf(stderr, "first: %s\n", what);
	for (int i = 0; i < depth; i++) fprintf(stderr, "    at %s\n", stack[i]);
}

#else

static void arm(void)
{
}

static void printFirst(void)
{
	fprintf(stderr, "first: glimt-xs-debug tells where\n");
}

#endif

void markAllocations(txMachine* the)
{
	takeFigures(the, marked);
	arm();
}

bool printFirstAllocation(txMachine* the)
{
	int32_t now[FIGURE_COUNT];
	takeFigures(the, now);
	int slots = now[SLOTS] - marked[SLOTS];
	int chunks = now[CHUNKS] - marked[CHUNKS];
	int collections = now[COLLECTIONS] - marked[COLLECTIONS];
	if (slots == 0 && chunks == 0 && collections == 0) return false;
	fprintf(stderr, "allocated since the mark: %d slots, %d chunk octets, %d collections\n", slots, chunks, collections);
	printFirst();
	return true;
}
