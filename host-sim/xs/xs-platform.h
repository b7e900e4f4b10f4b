/*
 * What the engine asks of the platform it is compiled for. The engine includes this file where it
 * would include its own header for Linux or the ESP32 (see -DXSPLATFORM in build.ts).
 */
#ifndef GLIMT_XS_PLATFORM_H
#define GLIMT_XS_PLATFORM_H

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#undef mxLinux
#define mxLinux 1
#define mxUseGCCAtomics 1
#define mxUsePOSIXThreads 1

#define mxUseDefaultBuildKeys 1
#define mxUseDefaultParseScript 1
#define mxUseDefaultSharedChunks 1
#define mxUseDefaultDebug 1

/* Fields of ours in the engine's machine. `low` and `high` bound what is left of a static block. */
#define mxMachinePlatform \
	int8_t* low; \
	int8_t* high; \
	bool hasJobs; \
	void* waiterCondition; \
	void* waiterData; \
	void* waiterLink;

/* Key tables are flash on the device too, and the bytecode that the engine would free is flash. */
extern void* hostMalloc(size_t size);
extern void hostFree(void* address);
#define c_malloc_uint32 hostMalloc
#define c_free_uint32 hostFree
#define c_free hostFree

/* The engine's own reports go to standard error: standard output belongs to the bundle. */
#define c_vprintf(format, arguments) vfprintf(stderr, format, arguments)
#define c_printf(...) fprintf(stderr, __VA_ARGS__)

#endif
