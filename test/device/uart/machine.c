/* The machine of the harness, with the host's own files for memory and ends. */
#include "host.h"

Options options = { .memory = 1 << 24 };

extern txMachine* makeMachine(void);

txMachine* makeMachine(void)
{
	static txCreation creation = {
		.initialChunkSize = 1024 * 1024,
		.incrementalChunkSize = 65536,
		.initialHeapCount = 65536,
		.incrementalHeapCount = 4096,
		.stackCount = 4096,
		.initialKeyCount = 4096,
		.nameModulo = 127,
		.symbolModulo = 127,
		.parserBufferSize = 65536,
		.parserTableModulo = 1993,
	};
	/* The only machine is what the host calls a root, whose memory is flash; it stays writable. */
	openFlash();
	return fxCreateMachine(&creation, "uart", NULL, XS_NO_ID);
}
