#ifndef STUB_TASK_H
#define STUB_TASK_H

#include "FreeRTOS.h"

typedef struct Task* TaskHandle_t;
typedef void (*TaskFunction_t)(void*);
extern BaseType_t xTaskCreate(TaskFunction_t code, const char* name, uint32_t stackDepth,
	void* parameters, UBaseType_t priority, TaskHandle_t* created);
extern void vTaskDelete(TaskHandle_t task);
extern TickType_t xTaskGetTickCount(void);

#endif
