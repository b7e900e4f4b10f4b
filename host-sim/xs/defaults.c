/*
 * The engine's tables of optional parts, without those that a device's build leaves out: `name` and
 * `length` of functions, and the stacks of errors. They would cost slots that no device spends.
 */
#include "xsAll.h"

#define fxNewFunctionLength C_NULL
#define fxNewFunctionName C_NULL
#ifndef mxDebug
#define fxCaptureErrorStack C_NULL
#endif

#include "xsDefaults.c"
