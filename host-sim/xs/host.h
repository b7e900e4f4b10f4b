/* What the files of the host know of each other. */
#ifndef GLIMT_XS_HOST_H
#define GLIMT_XS_HOST_H

#include "xsAll.h"
#include "xsScript.h"

/* How the process ends, where a device would restart or its build would fail. Kept in host.ts too. */
enum {
	EXIT_USAGE = 64,
	EXIT_BUNDLE = 65,
	EXIT_PRELOAD = 66,
	EXIT_MEMORY = 67,
	EXIT_STACK = 68,
	EXIT_NATIVE_STACK = 69,
	EXIT_KEYS = 70,
	EXIT_EXCEPTION = 71,
	EXIT_REJECTION = 72,
	EXIT_FLASH = 73,
	EXIT_ABORT = 74,
	EXIT_CRASH = 75,
};

typedef struct {
	const char* bundle;
	txCreation creation;
	txSize memory; /* That all separate blocks of the app machine may take, in octets. */
	txSize nativeStack; /* Octets; 0 is what the process has. */
	bool isListed; /* The manifest's `preload` names the bundle itself. */
	bool isUnchecked; /* What must not be preloaded is told of, and preloaded. */
	bool figures;
	bool aliases;
} Options;

extern Options options;

/** The name under which machines know the bundle. */
#define MODULE_NAME "main"

/* flash.c */
extern void openFlash(void);
extern void closeFlash(void);
extern void* flashAllocate(size_t size);
extern bool isFlash(const void* address);

/* code.c */
typedef void (*Assigned)(txSlot* closure);
extern void adoptCode(txScript* script);
extern void scanFunctions(txMachine* the, Assigned assigned);
extern bool isNameAssigned(txID id);

/* preload.c */
extern void checkPreload(txMachine* root);
extern void listAliases(txMachine* root);

/* share.c */
extern bool isBuiltIn(const txSlot* slot);
extern bool isFrozen(txMachine* the, txSlot* instance);
extern void rememberBuiltIns(txMachine* root);

/** Calls `visit` with every slot of the machine's heap. */
typedef void (*Visit)(txMachine* the, txSlot* slot);
extern void eachSlot(txMachine* the, Visit visit);

/* functions.c */
typedef struct {
	txCallback callback;
	int length;
	char* name; /* NULL after the last. */
} HostFunction;
extern void buildFunctions(txMachine* root);
extern void writeAll(txMachine* the, const uint8_t* octets, txSize size);

/* screen.c */
extern const HostFunction screenFunctions[];
extern void loadFont(const char* path);

/* figures.c */
enum {
	SLOTS, SLOTS_PEAK, SLOTS_TOTAL, CHUNKS, CHUNKS_PEAK, CHUNKS_TOTAL, STACK_PEAK, STACK_TOTAL,
	KEYS, KEYS_TOTAL, COLLECTIONS, BYTECODES_LOW, BYTECODES_HIGH, ALIASES, ALIASES_TOTAL,
	FIGURE_COUNT
};
extern void paintStack(txMachine* the);
extern void takeFigures(txMachine* the, int32_t* into);
extern void printFigures(txMachine* the);

/* watch.c */
extern void markAllocations(txMachine* the);
extern bool printFirstAllocation(txMachine* the);

/* ends.c */
extern XS_FUNCTION_NORETURN void finish(txMachine* the, int code);
extern void catchCrashes(void);
extern void printFrames(txMachine* the);
extern void printException(txMachine* the, const char* what);

#endif
