/* Stands in for FreeRTOS. */
#ifndef STUB_FREERTOS_H
#define STUB_FREERTOS_H

#include <stdint.h>

typedef int BaseType_t;
typedef unsigned int UBaseType_t;
typedef uint32_t TickType_t;

#define pdTRUE 1
#define pdFALSE 0
#define pdPASS pdTRUE
#define portMAX_DELAY ((TickType_t)0xffffffff)
/* Not 1, lest ticks be taken for milliseconds. */
#define portTICK_PERIOD_MS ((TickType_t)10)

#endif
