/* Stands in for the SDK's header of the ESP32: what src/device/uart/uart.c takes of it. */
#ifndef STUB_XS_PLATFORM_H
#define STUB_XS_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "xs.h"

/* In fakes.c. */
extern void* clearedMemory(size_t count, size_t size);
extern void giveBack(void* memory);
#define c_calloc clearedMemory
#define c_free giveBack
#define c_strcmp strcmp

typedef void (*modMessageDeliver)(void* the, void* refcon, uint8_t* message, uint16_t messageLength);
extern int modMessagePostToMachine(xsMachine* the, uint8_t* message, uint16_t messageLength,
	modMessageDeliver callback, void* refcon);
extern int modMessagePostToMachineFromISR(xsMachine* the, modMessageDeliver callback, void* refcon);

#endif
