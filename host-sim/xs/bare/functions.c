/*
 * The global object `cost`: what the core executes between `start` and `stop`, and what the engine
 * interprets, where it is compiled to count that. It allocates no slots or chunks.
 */
#include "../host.h"

typedef struct {
	uint64_t instructions;
	uint64_t bytecodes;
} Cost;

static Cost begun;
static Cost total;
/* What `start` and `stop` cost themselves. */
static Cost own;
static Cost cloning;

/* The assembler knows these registers only when told to. */
#define READ(into, name) \
	__asm__ volatile(".option push\n\t.option arch, +zicsr\n\tcsrr %0, " name "\n\t.option pop" : "=r"(into))

static uint64_t instructions(void)
{
	uint32_t low, high, again;
	do {
		READ(high, "minstreth");
		READ(low, "minstret");
		READ(again, "minstreth");
	} while (high != again);
	return (uint64_t)high << 32 | low;
}

static uint32_t bytecodes(txMachine* the)
{
#ifdef mxMetering
	return the->meterIndex;
#else
	(void)the;
	return 0;
#endif
}

static void returnNumber(txMachine* the, double value)
{
	mxResult->kind = XS_NUMBER_KIND;
	mxResult->value.number = value;
}

/* cost.start() */
static void costStart(txMachine* the)
{
	begun.bytecodes = bytecodes(the);
	begun.instructions = instructions();
}

/* cost.stop(): adds what passed since `start` to the total. */
static void costStop(txMachine* the)
{
	uint64_t now = instructions();
	total.instructions += now - begun.instructions - own.instructions;
	total.bytecodes += (uint32_t)(bytecodes(the) - (uint32_t)begun.bytecodes) - own.bytecodes;
}

/* cost.reset(): forgets the total. */
static void costReset(txMachine* the)
{
	(void)the;
	total = (Cost){ 0, 0 };
}

/* cost.calibrate(): the total is what `start` and `stop` cost with nothing between. */
static void costCalibrate(txMachine* the)
{
	own = total;
	costReset(the);
}

/* cost.instructions(), a whole number. */
static void costInstructions(txMachine* the)
{
	returnNumber(the, (double)total.instructions);
}

/* cost.bytecodes() */
static void costBytecodes(txMachine* the)
{
	returnNumber(the, (double)total.bytecodes);
}

/* cost.cloning(): instructions that it took to clone this machine. */
static void costCloning(txMachine* the)
{
	returnNumber(the, (double)cloning.instructions);
}

/* cost.print(text): a line. */
static void costPrint(txMachine* the)
{
	if (mxArgc > 0) printf("%s\n", fxToString(the, mxArgv(0)));
}

static const struct {
	txCallback callback;
	int length;
	char* name;
} functions[] = {
	{ costStart, 0, "start" },
	{ costStop, 0, "stop" },
	{ costReset, 0, "reset" },
	{ costCalibrate, 0, "calibrate" },
	{ costInstructions, 0, "instructions" },
	{ costBytecodes, 0, "bytecodes" },
	{ costCloning, 0, "cloning" },
	{ costPrint, 1, "print" },
};

void buildFunctions(txMachine* the)
{
	txSlot* global = fxLastProperty(the, mxGlobal.value.reference);
	mxPush(mxObjectPrototype);
	txSlot* slot = fxNewObjectInstance(the);
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
		slot = fxNextHostFunctionProperty(the, slot, functions[i].callback, functions[i].length,
			fxNewNameC(the, functions[i].name), XS_GET_ONLY);
	fxNextSlotProperty(the, global, the->stack, fxNewNameC(the, "cost"), XS_GET_ONLY);
	mxPop();
}

extern txMachine* __real_fxCloneMachine(txCreation* creation, txMachine* from, txString name, void* context);

/* Linked in place of the engine's own, which main.c calls. */
txMachine* __wrap_fxCloneMachine(txCreation* creation, txMachine* from, txString name, void* context)
{
	uint64_t before = instructions();
	txMachine* clone = __real_fxCloneMachine(creation, from, name, context);
	cloning.instructions = instructions() - before;
	return clone;
}
