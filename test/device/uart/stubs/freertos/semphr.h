#ifndef STUB_SEMPHR_H
#define STUB_SEMPHR_H

#include "FreeRTOS.h"

typedef struct Semaphore* SemaphoreHandle_t;
extern SemaphoreHandle_t xSemaphoreCreateBinary(void);
extern BaseType_t xSemaphoreGive(SemaphoreHandle_t semaphore);
extern BaseType_t xSemaphoreTake(SemaphoreHandle_t semaphore, TickType_t ticks);
extern void vSemaphoreDelete(SemaphoreHandle_t semaphore);

#endif
