/* Every way in which a run ends, each with its message and exit code. */
#include "host.h"

#include <signal.h>

#define FRAMES_PRINTED 12
#define NAME_SIZE 256

/* The process prints figures of the machine that ran, however it ended. */
void finish(txMachine* the, int code)
{
	fflush(stdout);
	if (options.figures && the != NULL && the->sharedMachine != NULL) printFigures(the);
	/* No destructors: an aborted machine is in no state for them. */
	_exit(code);
}

/* The environment of a frame holds file and line, where the debug binary was told them. */
static void printPosition(txMachine* the, txSlot* frame)
{
#ifdef mxDebug
	txSlot* environment = mxFrameToEnvironment(frame);
	if (environment->ID != XS_NO_ID && environment->value.environment.line > 0)
		fprintf(stderr, " (%s:%d)", fxGetKeyName(the, environment->ID), (int)environment->value.environment.line);
#else
	(void)the;
	(void)frame;
#endif
}

void printFrames(txMachine* the)
{
	txSlot* frame = the->frame;
	for (int i = 0; frame != NULL && frame->next != NULL && i < FRAMES_PRINTED; i++) {
		char name[NAME_SIZE] = "";
		fxBufferFrameName(the, name, sizeof(name), frame, "()");
		fprintf(stderr, "    at %s", name);
		printPosition(the, frame);
		fprintf(stderr, "\n");
		frame = frame->next;
	}
}

/* Also where the exception is no Error, or its `toString` throws. */
void printException(txMachine* the, const char* what)
{
	mxTry(the) {
		mxPush(mxException);
		fprintf(stderr, "%s: %s\n", what, fxToString(the, the->stack));
		mxPop();
#ifdef mxDebug
		mxPush(mxException);
		mxGetID(mxID(_stack));
		fprintf(stderr, "%s\n", fxToString(the, the->stack));
		mxPop();
#endif
	}
	mxCatch(the) {
		fprintf(stderr, "%s: an exception that is no text\n", what);
	}
}

static int endOf(txMachine* the, int status, const char** what)
{
	char here;
	switch (status) {
	case XS_NOT_ENOUGH_MEMORY_EXIT:
		*what = "out of memory";
		return EXIT_MEMORY;
	case XS_STACK_OVERFLOW_EXIT: {
		/* The engine uses one status for both stacks, and we are deeper than who found it full. */
		bool isNative = &here <= the->stackLimit;
		*what = isNative ? "native stack overflow" : "stack overflow";
		return isNative ? EXIT_NATIVE_STACK : EXIT_STACK;
	}
	case XS_NO_MORE_KEYS_EXIT:
		*what = "out of keys";
		return EXIT_KEYS;
	case XS_UNHANDLED_EXCEPTION_EXIT:
		*what = "uncaught exception";
		return EXIT_EXCEPTION;
	case XS_UNHANDLED_REJECTION_EXIT:
		*what = "unhandled rejection";
		return EXIT_REJECTION;
	default:
		*what = "abort";
		return EXIT_ABORT;
	}
}

/* The engine calls this where a device would restart. */
void fxAbort(txMachine* the, int status)
{
	const char* what;
	int code = endOf(the, status, &what);
	if (the->sharedMachine == NULL) fprintf(stderr, "preload: ");
	if (code == EXIT_EXCEPTION || code == EXIT_REJECTION) printException(the, what);
	else fprintf(stderr, "%s (status %d)\n", what, status);
	if (code != EXIT_REJECTION) printFrames(the);
	finish(the, code);
}

static void onCrash(int signal, siginfo_t* info, void* context)
{
	static const char flash[] = "write to flash\n";
	static const char other[] = "crash\n";
	bool isWrite = isFlash(info->si_addr);
	(void)signal;
	(void)context;
	/* Only calls that are safe inside a signal. */
	if (write(STDERR_FILENO, isWrite ? flash : other, isWrite ? sizeof(flash) - 1 : sizeof(other) - 1) < 0)
		_exit(EXIT_ABORT);
	_exit(isWrite ? EXIT_FLASH : EXIT_CRASH);
}

void catchCrashes(void)
{
	/* A stack of its own, for crashes that are overflows of the other. */
	static char alternate[16 * 1024];
	stack_t stack = { .ss_sp = alternate, .ss_size = sizeof(alternate) };
	struct sigaction action = { .sa_sigaction = onCrash, .sa_flags = SA_SIGINFO | SA_ONSTACK };
	sigaltstack(&stack, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
}
