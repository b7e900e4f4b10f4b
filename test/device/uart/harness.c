/*
 * uart-test SCRIPT: runs uart.c, whole, on XS with the fakes. The script has
 * uart.c's functions, and what the fakes do, as globals.
 */
#include "fakes.h"
#include "xsmc.h"

#include <stdio.h>
#include <unistd.h>

#include "../../../src/device/uart/uart.c"

#define SCRIPT_MAX 65536

/* machine.c */
extern xsMachine* makeMachine(void);

static uint32_t allocated = 0;

/* Linked in place of the engine's own. */
extern void* __real_fxNewSlot(xsMachine* the);
extern void* __real_fxNewChunk(xsMachine* the, int size);
extern void* __wrap_fxNewSlot(xsMachine* the);
extern void* __wrap_fxNewChunk(xsMachine* the, int size);

void* __wrap_fxNewSlot(xsMachine* the)
{
	allocated++;
	return __real_fxNewSlot(the);
}

void* __wrap_fxNewChunk(xsMachine* the, int size)
{
	allocated++;
	return __real_fxNewChunk(the, size);
}

xsSlot* builtinGetCallback(xsMachine* the, xsIdentifier id)
{
	xsmcGet(xsVar(0), xsArg(0), id);
	if (xsmcTypeOf(xsVar(0)) == xsUndefinedType) return NULL;
	if (!xsmcIsCallable(xsVar(0))) xsUnknownError("not a function");
	return fxToReference(the, &xsVar(0));
}

/* A new object with uart.c's destructor, as the class makes. */
static void make(xsMachine* the)
{
	xsResult = xsNewHostObject(xs_uart_destructor);
}

static void worldArrive(xsMachine* the)
{
	xsmcSetInteger(xsResult, (int)arrive((uint8_t)xsmcToInteger(xsArg(0)), (size_t)xsmcToInteger(xsArg(1))));
}

static void worldArriveAfterLook(xsMachine* the)
{
	(void)the;
	arriveAfterLook();
}

static void worldEvent(xsMachine* the)
{
	sendEvent(xsmcToInteger(xsArg(0)));
}

static void worldDeliver(xsMachine* the)
{
	xsmcSetInteger(xsResult, deliverMessages(the));
}

static void worldPass(xsMachine* the)
{
	clockTicks += (uint32_t)xsmcToInteger(xsArg(0));
}

static void worldCollect(xsMachine* the)
{
	xsCollectGarbage();
}

static void worldAllocated(xsMachine* the)
{
	xsmcSetInteger(xsResult, (int)allocated);
}

static void worldQueue(xsMachine* the)
{
	messagesMax = xsmcToInteger(xsArg(0));
}

static void worldHeld(xsMachine* the)
{
	xsmcSetInteger(xsResult, held);
}

static void worldFail(xsMachine* the)
{
	line.installs = !xsmcToBoolean(xsArg(0));
	line.makesTasks = !xsmcToBoolean(xsArg(1));
}

/* What the driver was told, as numbers. */
static void worldLine(xsMachine* the)
{
	const int told[] = {
		line.isInstalled, (int)line.port, line.ringSize, line.receive, (int)line.inverted,
		line.config.baud_rate, (int)line.config.data_bits, (int)line.config.parity,
		(int)line.config.stop_bits, usedPins[20], (int)line.pull,
		line.threshold, line.idleOctets, line.eventsMax, (int)line.stack,
	};
	xsmcVars(1);
	xsmcSetNewArray(xsResult, sizeof(told) / sizeof(told[0]));
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		xsmcSetInteger(xsVar(0), told[i]);
		xsmcSetIndex(xsResult, (xsIndex)i, xsVar(0));
	}
}

static void print(xsMachine* the)
{
	printf("%s\n", xsmcToString(xsArg(0)));
}

static const struct {
	const char* name;
	xsCallback callback;
	int length;
} functions[] = {
	{ "make", make, 0 },
	{ "open", xs_uart_constructor, 1 },
	{ "close", xs_uart_close, 0 },
	{ "read", xs_uart_read, 1 },
	{ "configure", xs_uart_configure, 1 },
	{ "waited", xs_uart_get_waited, 0 },
	{ "parityErrors", xs_uart_get_parityErrors, 0 },
	{ "framingErrors", xs_uart_get_framingErrors, 0 },
	{ "overflows", xs_uart_get_overflows, 0 },
	{ "arrive", worldArrive, 2 },
	{ "arriveAfterLook", worldArriveAfterLook, 0 },
	{ "event", worldEvent, 1 },
	{ "deliver", worldDeliver, 0 },
	{ "pass", worldPass, 1 },
	{ "collect", worldCollect, 0 },
	{ "allocated", worldAllocated, 0 },
	{ "queue", worldQueue, 1 },
	{ "held", worldHeld, 0 },
	{ "fail", worldFail, 2 },
	{ "line", worldLine, 0 },
	{ "print", print, 1 },
};

static void run(xsMachine* the, const char* script)
{
	xsBeginHost(the);
	xsmcVars(2);
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		xsVar(0) = xsNewHostFunction(functions[i].callback, functions[i].length);
		xsmcSet(xsGlobal, xsID(functions[i].name), xsVar(0));
	}
	xsmcSetString(xsVar(0), (char*)script);
	(void)xsCall1(xsGlobal, xsID("eval"), xsVar(0));
	xsEndHost(the);
}

int main(int count, char** words)
{
	static char script[SCRIPT_MAX];
	FILE* file = count == 2 ? fopen(words[1], "r") : NULL;
	if (file == NULL || fread(script, 1, SCRIPT_MAX - 1, file) == 0) return 1;
	fclose(file);
	run(makeMachine(), script);
	fflush(stdout);
	_exit(0);
}
