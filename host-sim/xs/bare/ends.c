/* How a run ends; picolibc's own start-up code tells of crashes. */
#include "../host.h"

void finish(txMachine* the, int code)
{
	(void)the;
	fflush(stdout);
	_exit(code);
}

void catchCrashes(void)
{
}

void printException(txMachine* the, const char* what)
{
	mxTry(the) {
		mxPush(mxException);
		printf("%s: %s\n", what, fxToString(the, the->stack));
		mxPop();
	}
	mxCatch(the) {
		printf("%s: an exception that is no text\n", what);
	}
}

/* The engine calls this where a device would restart. */
void fxAbort(txMachine* the, int status)
{
	if (status == XS_UNHANDLED_EXCEPTION_EXIT) printException(the, "uncaught exception");
	else printf("abort (status %d)\n", status);
	finish(the, EXIT_ABORT);
}

/* The stack's peak is measured by the host for tests. */
void paintStack(txMachine* the)
{
	(void)the;
}
