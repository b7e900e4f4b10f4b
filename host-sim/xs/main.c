/*
 * glimt-xs: runs a bundle on the XS engine, laid out as on the device.
 *
 *   glimt-xs [options] bundle.js
 *
 *   --creation=N,N,N,N,N,N,N,N   chunk initial,incremental; heap initial,incremental; stack;
 *                                keys initial,incremental; static. The manifest's `creation`
 *   --memory=N         octets that separate blocks may take in all (131072)
 *   --native-stack=N   octets of native stack (what the process has)
 *   --listed           the manifest's `preload` names the bundle itself, and not what imports it
 *   --unchecked        tell what must not be preloaded, and go on
 *   --font=FILE        of the display, as fonts.ts packs it; may be given several times
 *   --aliases          print what is aliased in RAM
 *   --figures          print what was used, as JSON, at the end
 *
 * A root machine plays flash: it holds built-ins, host functions and the evaluated bundle. It is
 * frozen, made read-only and cloned into the app machine, where the bundle's default export is
 * called. Where that returns a function, it is called again and again until it returns false.
 */
#include "host.h"

#include <getopt.h>

Options options = {
	.memory = 128 * 1024,
	.creation = {
		.initialChunkSize = 24576,
		.incrementalChunkSize = 1024,
		.initialHeapCount = 1024,
		.incrementalHeapCount = 64,
		.stackCount = 384,
		.initialKeyCount = 32,
		.incrementalKeyCount = 32,
		.nameModulo = 127,
		.symbolModulo = 127,
		.parserBufferSize = 8 * 1024,
		.parserTableModulo = 1993,
	},
};

/* Roomy, so that nothing is collected before built-ins and bundle can be told apart. */
static txCreation rootCreation = {
	.initialChunkSize = 4 * 1024 * 1024,
	.initialHeapCount = 256 * 1024,
	.stackCount = 16 * 1024,
	.initialKeyCount = 16 * 1024,
	.nameModulo = 127,
	.symbolModulo = 127,
	.parserBufferSize = 1024 * 1024,
	.parserTableModulo = 1993,
};

static XS_FUNCTION_NORETURN void usage(void)
{
	fprintf(stderr, "usage: glimt-xs [--creation=N,N,N,N,N,N,N,N] [--memory=N] [--native-stack=N]\n"
		"                [--listed] [--unchecked] [--font=FILE]... [--aliases] [--figures] bundle.js\n");
	exit(EXIT_USAGE);
}

static void parseCreation(const char* text)
{
	txCreation* to = &options.creation;
	int count = sscanf(text, "%d,%d,%d,%d,%d,%d,%d,%d", &to->initialChunkSize,
		&to->incrementalChunkSize, &to->initialHeapCount, &to->incrementalHeapCount, &to->stackCount,
		&to->initialKeyCount, &to->incrementalKeyCount, &to->staticSize);
	if (count != 8) usage();
}

static void parseOptions(int count, char** words)
{
	static const struct option known[] = {
		{ "creation", required_argument, NULL, 'c' },
		{ "memory", required_argument, NULL, 'm' },
		{ "native-stack", required_argument, NULL, 'n' },
		{ "listed", no_argument, NULL, 'l' },
		{ "unchecked", no_argument, NULL, 'u' },
		{ "font", required_argument, NULL, 'o' },
		{ "aliases", no_argument, NULL, 'a' },
		{ "figures", no_argument, NULL, 'f' },
		{ NULL, 0, NULL, 0 },
	};
	int option;
	while ((option = getopt_long(count, words, "", known, NULL)) != -1) {
		switch (option) {
		case 'c': parseCreation(optarg); break;
		case 'm': options.memory = atoi(optarg); break;
		case 'n': options.nativeStack = atoi(optarg); break;
		case 'l': options.isListed = true; break;
		case 'u': options.isUnchecked = true; break;
		case 'o': loadFont(optarg); break;
		case 'a': options.aliases = true; break;
		case 'f': options.figures = true; break;
		default: usage();
		}
	}
	if (optind != count - 1) usage();
	options.bundle = words[optind];
}

/* Promise jobs may queue others. */
static void runJobs(txMachine* the)
{
	while (the->hasJobs) {
		the->hasJobs = false;
		fxRunPromiseJobs(the);
	}
}

static void preload(txMachine* the)
{
	fxBeginHost(the);
	mxTry(the) {
		mxPushStringC(MODULE_NAME);
		fxAwaitImport(the, XS_IMPORT_NAMESPACE);
		mxPop();
		runJobs(the);
	}
	mxCatch(the) {
		printException(the, "preload");
		finish(the, EXIT_BUNDLE);
	}
	fxEndHost(the);
}

static txMachine* createRoot(void)
{
	txMachine* root = fxCreateMachine(&rootCreation, "root", NULL, XS_NO_ID);
	if (root == NULL) exit(EXIT_ABORT);
	fxBeginHost(root);
	buildFunctions(root);
	fxEndHost(root);
	rememberBuiltIns(root);
	preload(root);
	fxShareMachine(root);
	return root;
}

static txMachine* createApp(txMachine* root)
{
	txMachine* app = fxCloneMachine(&options.creation, root, "app", NULL);
	if (app == NULL) exit(EXIT_ABORT);
	char here;
	if (options.nativeStack != 0) app->stackLimit = &here - options.nativeStack;
	paintStack(app);
	return app;
}

/* Calls the function on the stack's top with nothing, and leaves its result there. */
static void callTop(txMachine* the)
{
	mxPushUndefined();
	the->stack[0] = the->stack[1];
	the->stack[1].kind = XS_UNDEFINED_KIND;
	mxCall();
	mxRunCount(0);
}

static void runApp(txMachine* the)
{
	mxPushStringX(MODULE_NAME);
	fxAwaitImport(the, XS_IMPORT_DEFAULT);
	if (!fxIsCallable(the, the->stack)) mxTypeError("the default export is no function");
	callTop(the);
	runJobs(the);
	txSlot* turn = the->stack;
	bool isLoop = fxIsCallable(the, turn);
	while (isLoop) {
		mxPushSlot(turn);
		callTop(the);
		isLoop = the->stack->kind != XS_BOOLEAN_KIND || the->stack->value.boolean;
		mxPop();
		runJobs(the);
	}
	mxPop();
	fxCheckUnhandledRejections(the, 1);
}

static void run(txMachine* the)
{
	fxBeginHost(the);
	mxTry(the) {
		runApp(the);
	}
	mxCatch(the) {
		fxAbort(the, XS_UNHANDLED_EXCEPTION_EXIT);
	}
	fxEndHost(the);
}

int main(int count, char** words)
{
	parseOptions(count, words);
	catchCrashes();
	openFlash();
	txMachine* root = createRoot();
	closeFlash();
	txMachine* app = createApp(root);
	run(app);
	finish(app, 0);
}
