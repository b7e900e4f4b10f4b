/*
 * The global object `xs`: what a bundle may ask of the host. None of it allocates slots or chunks,
 * and none of it is there while preloading, as no native function is on the build machine.
 */
#include "host.h"

/* Borrows the octets of a typed array argument whose elements are `width` wide. */
typedef struct {
	uint8_t* octets;
	txSize size;
} View;

static View viewArgument(txMachine* the, int index, int width)
{
	txSlot* argument = mxArgc > index ? mxArgv(index) : NULL;
	txSlot* internal = argument != NULL && argument->kind == XS_REFERENCE_KIND
		? argument->value.reference->next : NULL;
	if (internal == NULL || internal->kind != XS_TYPED_ARRAY_KIND
		|| internal->value.typedArray.dispatch->size != width)
		mxTypeError("argument %d: no typed array of %d-octet elements", index, width);
	txSlot* view = internal->next;
	txSlot* buffer = view->next->value.reference->next;
	uint8_t* octets = (uint8_t*)buffer->value.arrayBuffer.address + view->value.dataView.offset;
	return (View){ octets, view->value.dataView.size };
}

static txInteger integerArgument(txMachine* the, int index, txInteger otherwise)
{
	return mxArgc > index && mxArgv(index)->kind != XS_UNDEFINED_KIND ? fxToInteger(the, mxArgv(index)) : otherwise;
}

static void refuseWhilePreloading(txMachine* the)
{
	if (the->sharedMachine == NULL) mxTypeError("xs: not there while preloading");
}

static void returnInteger(txMachine* the, txInteger value)
{
	mxResult->kind = XS_INTEGER_KIND;
	mxResult->value.integer = value;
}

/* xs.read(into, start): how many octets came, at least 1; -1 at the end. */
static void xsRead(txMachine* the)
{
	refuseWhilePreloading(the);
	View into = viewArgument(the, 0, 1);
	txInteger start = integerArgument(the, 1, 0);
	if (start < 0 || start >= into.size) mxRangeError("xs.read: start %d", (int)start);
	ssize_t count;
	do count = read(STDIN_FILENO, into.octets + start, into.size - start);
	while (count < 0 && errno == EINTR);
	returnInteger(the, count > 0 ? (txInteger)count : -1);
}

/* To standard output; throws where that is closed. */
void writeAll(txMachine* the, const uint8_t* octets, txSize size)
{
	while (size > 0) {
		ssize_t count = write(STDOUT_FILENO, octets, size);
		if (count < 0 && errno != EINTR) mxUnknownError("write: %s", strerror(errno));
		if (count < 0) continue;
		octets += count;
		size -= count;
	}
}

/* xs.write(octets, start, end): all of them. */
static void xsWrite(txMachine* the)
{
	refuseWhilePreloading(the);
	View from = viewArgument(the, 0, 1);
	txInteger start = integerArgument(the, 1, 0);
	txInteger end = integerArgument(the, 2, from.size);
	if (start < 0 || start > end || end > from.size) mxRangeError("xs.write: %d to %d", (int)start, (int)end);
	writeAll(the, from.octets + start, end - start);
}

/* xs.print(text): a line to standard error. */
static void xsPrint(txMachine* the)
{
	refuseWhilePreloading(the);
	if (mxArgc > 0) fprintf(stderr, "%s\n", fxToString(the, mxArgv(0)));
}

/* xs.collect(): slots and chunks. */
static void xsCollect(txMachine* the)
{
	refuseWhilePreloading(the);
	fxCollectGarbage(the);
}

/* xs.memory(into): as many figures as there is room for, in the order that xs.d.ts tells. */
static void xsMemory(txMachine* the)
{
	int32_t figures[FIGURE_COUNT];
	refuseWhilePreloading(the);
	View into = viewArgument(the, 0, sizeof(int32_t));
	takeFigures(the, figures);
	memcpy(into.octets, figures, into.size < (txSize)sizeof(figures) ? (size_t)into.size : sizeof(figures));
}

/* xs.mark(): from now on, the first allocation is remembered. */
static void xsMark(txMachine* the)
{
	refuseWhilePreloading(the);
	markAllocations(the);
}

/* xs.firstAllocation(): prints it; false where there was none. */
static void xsFirstAllocation(txMachine* the)
{
	refuseWhilePreloading(the);
	mxResult->kind = XS_BOOLEAN_KIND;
	mxResult->value.boolean = printFirstAllocation(the);
}

/* xs.exit(code): at once. */
static void xsExit(txMachine* the)
{
	refuseWhilePreloading(the);
	finish(the, integerArgument(the, 0, 0));
}

static const HostFunction functions[] = {
	{ xsRead, 2, "read" },
	{ xsWrite, 3, "write" },
	{ xsPrint, 1, "print" },
	{ xsCollect, 0, "collect" },
	{ xsMemory, 1, "memory" },
	{ xsMark, 0, "mark" },
	{ xsFirstAllocation, 0, "firstAllocation" },
	{ xsExit, 1, "exit" },
	{ NULL, 0, NULL },
};

static txSlot* addFunctions(txMachine* the, txSlot* last, const HostFunction* from)
{
	for (; from->name != NULL; from++)
		last = fxNextHostFunctionProperty(the, last, from->callback, from->length,
			fxNewNameC(the, from->name), XS_GET_ONLY);
	return last;
}

void buildFunctions(txMachine* the)
{
	txSlot* global = fxLastProperty(the, mxGlobal.value.reference);
	mxPush(mxObjectPrototype);
	addFunctions(the, addFunctions(the, fxNewObjectInstance(the), functions), screenFunctions);
	fxNextSlotProperty(the, global, the->stack, fxNewNameC(the, "xs"), XS_GET_ONLY);
	mxPop();
}
