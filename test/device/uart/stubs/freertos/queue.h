#ifndef STUB_QUEUE_H
#define STUB_QUEUE_H

#include "FreeRTOS.h"

typedef struct Queue* QueueHandle_t;
extern BaseType_t xQueueReceive(QueueHandle_t queue, void* into, TickType_t ticks);
extern BaseType_t xQueueSendToBack(QueueHandle_t queue, const void* item, TickType_t ticks);

#endif
