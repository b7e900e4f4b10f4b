/*
 * Bytecode: turned into what the linker makes of it, and read to learn which variables and which
 * properties any function assigns.
 */
#include "host.h"

#define MAX_SPANS 8192

/* A function's bytecode inside a module's, whose length only the opcode before it tells. */
typedef struct {
	txByte* start;
	txSize size;
} Span;

static Span spans[MAX_SPANS];
static int spanCount = 0;
static uint8_t assignedNames[65536 / 8];
static Assigned onAssigned;

static txU1 opcodeAt(const txByte* at)
{
	return *(const txU1*)at;
}

/* Operand of a width that the opcode's variant tells: `_1`, `_2` or `_4`. */
static txU4 operand(const txByte* at, int width)
{
	const txU1* octets = (const txU1*)at + 1;
	txU4 value = octets[0];
	if (width > 1) value |= octets[1] << 8;
	if (width > 2) value |= octets[2] << 16 | (txU4)octets[3] << 24;
	return value;
}

/* The engine's table: a size, 0 for an id, or minus the width of the length of what follows. */
static txByte* next(txByte* at)
{
	int size = gxCodeSizes[opcodeAt(at)];
	if (size > 0) return at + size;
	if (size == 0) return at + 1 + sizeof(txID);
	return at + 1 - size + operand(at, -size);
}

static int codeWidth(txU1 opcode)
{
	switch (opcode) {
	case XS_CODE_CODE_1: case XS_CODE_CODE_ARCHIVE_1: return 1;
	case XS_CODE_CODE_2: case XS_CODE_CODE_ARCHIVE_2: return 2;
	case XS_CODE_CODE_4: case XS_CODE_CODE_ARCHIVE_4: return 4;
	default: return 0;
	}
}

/* The form whose function bodies and strings are used where they lie, and not copied to chunks. */
static txU1 archived(txU1 opcode)
{
	switch (opcode) {
	case XS_CODE_CODE_1: return XS_CODE_CODE_ARCHIVE_1;
	case XS_CODE_CODE_2: return XS_CODE_CODE_ARCHIVE_2;
	case XS_CODE_CODE_4: return XS_CODE_CODE_ARCHIVE_4;
	case XS_CODE_STRING_1: return XS_CODE_STRING_ARCHIVE_1;
	case XS_CODE_STRING_2: return XS_CODE_STRING_ARCHIVE_2;
	case XS_CODE_STRING_4: return XS_CODE_STRING_ARCHIVE_4;
	default: return opcode;
	}
}

static void archive(txByte* start, txByte* end)
{
	for (txByte* at = start; at < end; at = next(at)) {
		int width = codeWidth(opcodeAt(at));
		*at = (txByte)archived(opcodeAt(at));
		if (width == 0) continue;
		if (spanCount == MAX_SPANS) {
			fprintf(stderr, "%s: more than %d functions\n", options.bundle, MAX_SPANS);
			exit(EXIT_BUNDLE);
		}
		spans[spanCount++] = (Span){ next(at), operand(at, width) };
	}
}

/*
 * Moves the module's bytecode to flash. What the manifest's `preload` names itself keeps opcodes that
 * copy strings and function bodies to chunks whenever they run; what it imports does not.
 */
void adoptCode(txScript* script)
{
	txByte* code = flashAllocate(script->codeSize);
	memcpy(code, script->codeBuffer, script->codeSize);
	free(script->codeBuffer);
	script->codeBuffer = code;
	if (!options.isListed) archive(code, code + script->codeSize);
}

/* Its chunk knows the size of a copied function, the module's bytecode that of one in place. */
static txSize sizeOf(const txSlot* code)
{
	txByte* start = code->value.code.address;
	if (code->kind == XS_CODE_KIND)
		return ((txChunk*)(start - sizeof(txChunk)))->size - sizeof(txChunk);
	for (int i = 0; i < spanCount; i++)
		if (spans[i].start == start) return spans[i].size;
	return 0;
}

/* What the variables of a function's frame are outside of it, where they are captured ones. */
typedef struct {
	txSlot* closures[256];
	txU4 count;
} Captured;

/* Frames begin with what the function captured, counted from 1. */
static txSlot* capturedAt(const Captured* captured, txU4 index)
{
	return index >= 1 && index <= captured->count ? captured->closures[index - 1] : NULL;
}

static void capture(Captured* into, txSlot* closure)
{
	if (into->count < sizeof(into->closures) / sizeof(into->closures[0]))
		into->closures[into->count++] = closure;
}

static void noteAssignment(txByte* at, const Captured* captured)
{
	txSlot* closure = NULL;
	switch (opcodeAt(at)) {
	case XS_CODE_SET_CLOSURE_1: case XS_CODE_PULL_CLOSURE_1:
		closure = capturedAt(captured, operand(at, 1));
		break;
	case XS_CODE_SET_CLOSURE_2: case XS_CODE_PULL_CLOSURE_2:
		closure = capturedAt(captured, operand(at, 2));
		break;
	case XS_CODE_SET_PROPERTY: {
		txU2 id = operand(at, 2);
		assignedNames[id / 8] |= 1 << id % 8;
		break;
	}
	}
	if (closure != NULL) onAssigned(closure);
}

/* After a function's body come its captures, one opcode each. */
static txByte* readCaptures(txByte* at, txByte* end, const Captured* outer, Captured* inner)
{
	if (at < end && opcodeAt(at) == XS_CODE_PROFILE) at = next(at);
	if (at < end && opcodeAt(at) == XS_CODE_ENVIRONMENT) at = next(at);
	for (; at < end; at = next(at)) {
		if (opcodeAt(at) == XS_CODE_STORE_1) capture(inner, capturedAt(outer, operand(at, 1)));
		else if (opcodeAt(at) == XS_CODE_STORE_2) capture(inner, capturedAt(outer, operand(at, 2)));
		else break;
	}
	return at;
}

static void scan(txByte* start, txSize size, const Captured* captured)
{
	txByte* end = start + size;
	for (txByte* at = start; at < end;) {
		int width = codeWidth(opcodeAt(at));
		if (width == 0) {
			noteAssignment(at, captured);
			at = next(at);
			continue;
		}
		Captured inner = { .count = 0 };
		txByte* body = next(at);
		txSize bodySize = operand(at, width);
		at = readCaptures(body + bodySize, end, captured, &inner);
		scan(body, bodySize, &inner);
	}
}

static void scanFunction(txMachine* the, txSlot* slot)
{
	(void)the;
	if (slot->kind != XS_CODE_KIND && slot->kind != XS_CODE_X_KIND) return;
	Captured captured = { .count = 0 };
	txSlot* environment = slot->value.code.closures;
	/* The first slot after the instance is the environment's own. */
	txSlot* closure = environment == NULL ? NULL : environment->next->next;
	for (; closure != NULL; closure = closure->next)
		capture(&captured, closure->kind == XS_CLOSURE_KIND ? closure->value.closure : NULL);
	scan(slot->value.code.address, sizeOf(slot), &captured);
}

/** Tells of each variable that a live function assigns, and learns the names of assigned properties. */
void scanFunctions(txMachine* the, Assigned assigned)
{
	onAssigned = assigned;
	eachSlot(the, scanFunction);
}

bool isNameAssigned(txID id)
{
	return (assignedNames[(txU2)id / 8] >> (txU2)id % 8 & 1) != 0;
}
