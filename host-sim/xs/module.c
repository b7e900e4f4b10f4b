/* Finds, parses and adopts the one module there is: the bundle. */
#include "host.h"

static txScript* parse(txMachine* the, FILE* file)
{
	txParser parser;
	txParserJump jump;
	txString sourceMap = NULL;
	txScript* volatile script = NULL;
	fxInitializeParser(&parser, the, the->parserBufferSize, the->parserTableModulo);
	parser.firstJump = &jump;
	if (c_setjmp(jump.jmp_buf) == 0) {
#ifdef mxDebug
		txUnsigned flags = mxDebugFlag;
#else
		txUnsigned flags = 0;
#endif
		parser.path = fxNewParserSymbol(&parser, (txString)options.bundle);
		fxParserTree(&parser, file, (txGetter)fgetc, flags, &sourceMap);
		fxParserHoist(&parser);
		fxParserBind(&parser);
		script = fxParserCode(&parser);
	}
	fxTerminateParser(&parser);
	return script;
}

txID fxFindModule(txMachine* the, txSlot* realm, txID from, txSlot* specifier)
{
	char name[sizeof(MODULE_NAME) + 1];
	(void)realm;
	(void)from;
	/* A device finds no module either that is not in its manifest. */
	if (c_strlen(fxToString(the, specifier)) > sizeof(MODULE_NAME)) return XS_NO_ID;
	fxToStringBuffer(the, specifier, name, sizeof(name));
	return c_strcmp(name, MODULE_NAME) == 0 ? fxNewNameC(the, name) : XS_NO_ID;
}

void fxLoadModule(txMachine* the, txSlot* module, txID id)
{
	FILE* file = fopen(options.bundle, "r");
	if (file == NULL) {
		perror(options.bundle);
		exit(EXIT_USAGE);
	}
	txScript* script = parse(the, file);
	fclose(file);
	if (script != NULL) adoptCode(script);
	fxResolveModule(the, module, id, script, NULL, NULL);
}

void fxQueuePromiseJobs(txMachine* the)
{
	the->hasJobs = true;
}
