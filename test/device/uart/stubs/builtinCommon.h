/* Stands in for the SDK's modules/io/common. */
#include <stdbool.h>
#include <stdint.h>

extern bool builtinIsPinFree(uint32_t pin);
extern void builtinUsePin(uint32_t pin);
extern void builtinFreePin(uint32_t pin);
extern void builtinInitializeTarget(xsMachine* the);
extern xsSlot* builtinGetCallback(xsMachine* the, xsIdentifier id);
