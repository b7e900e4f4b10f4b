/*
 * What the engine asks of bare RV32: as xs-platform.h, without an operating system, and told of the
 * processor what Moddable's own header tells of the ESP32-C3 (xs/platforms/esp/xsPlatform.h).
 */
#ifndef GLIMT_XS_BARE_PLATFORM_H
#define GLIMT_XS_BARE_PLATFORM_H

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define mxUnalignedAccess 0
#define mxMisalignedSettersCrash 1
#define mxIntegerDivideOverflowException 0

#define mxUseDefaultBuildKeys 1
#define mxUseDefaultParseScript 1
#define mxUseDefaultSharedChunks 1
#define mxUseDefaultDebug 1

/* The same as in xs-platform.h: memory.c and main.c use them. */
#define mxMachinePlatform \
	int8_t* low; \
	int8_t* high; \
	bool hasJobs; \
	void* waiterCondition; \
	void* waiterData; \
	void* waiterLink;

extern void* hostMalloc(size_t size);
extern void hostFree(void* address);
#define c_malloc_uint32 hostMalloc
#define c_free_uint32 hostFree
#define c_free hostFree

#endif
