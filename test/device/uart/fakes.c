/*
 * ESP-IDF's UART driver and the FreeRTOS it needs, for one UART: a ring, a queue of events and a task
 * that is a thread. `sendEvent` returns when the task has taken the event and waits for the next, so
 * what follows is the same at each run.
 */
#include "fakes.h"

#include <pthread.h>
#include <unistd.h>

#define RING_MAX 4096
#define QUEUE_MAX 64
#define MESSAGES_MAX 64

Line line = { .installs = true, .makesTasks = true };
bool usedPins[64];
uint32_t clockTicks = 0;
int held = 0;
int messagesMax = MESSAGES_MAX;

static uint8_t ring[RING_MAX];
static size_t inRing = 0;

struct Queue {
	uart_event_t events[QUEUE_MAX];
	int count;
	bool isWaiting;
};
static struct Queue queue;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

struct Semaphore {
	bool isGiven;
};
static struct Semaphore semaphore;

static pthread_t thread;
static struct {
	TaskFunction_t code;
	void* parameters;
} task;

static struct {
	modMessageDeliver callback;
	void* refcon;
} messages[MESSAGES_MAX];
static int messageCount = 0;

void* clearedMemory(size_t count, size_t size)
{
	size_t* memory = malloc(sizeof(size_t) + count * size);
	*memory = count * size;
	held++;
	return memset(memory + 1, 0, count * size);
}

/* Spoilt first, lest it be used after all. */
void giveBack(void* memory)
{
	size_t* block = (size_t*)memory - 1;
	memset(memory, 0xaa, *block);
	free(block);
	held--;
}

esp_err_t uart_driver_install(uart_port_t port, int rxSize, int txSize, int size,
	QueueHandle_t* events, int flags)
{
	if (!line.installs || line.isInstalled) return ESP_FAIL;
	line.isInstalled = true;
	line.port = port;
	line.ringSize = rxSize;
	line.interrupts = 0;
	line.pull = GPIO_FLOATING;
	line.eventsMax = size;
	(void)txSize;
	(void)flags;
	queue.count = 0;
	inRing = 0;
	*events = &queue;
	return ESP_OK;
}

esp_err_t uart_driver_delete(uart_port_t port)
{
	(void)port;
	line.isInstalled = false;
	return ESP_OK;
}

bool uart_is_driver_installed(uart_port_t port)
{
	return line.isInstalled && line.port == port;
}

esp_err_t uart_param_config(uart_port_t port, const uart_config_t* config)
{
	(void)port;
	line.config = *config;
	return ESP_OK;
}

esp_err_t uart_set_pin_checked(uart_port_t port, int tx, int rx, int rts, int cts)
{
	(void)port;
	line.receive = rx;
	return tx == UART_PIN_NO_CHANGE && rts == tx && cts == tx ? ESP_OK : ESP_FAIL;
}

esp_err_t gpio_set_pull_mode(gpio_num_t pin, gpio_pull_mode_t pull)
{
	if (pin != line.receive) return ESP_FAIL;
	line.pull = pull;
	return ESP_OK;
}

esp_err_t uart_set_line_inverse(uart_port_t port, uint32_t mask)
{
	(void)port;
	line.inverted = mask;
	return ESP_OK;
}

esp_err_t uart_set_rx_full_threshold(uart_port_t port, int threshold)
{
	(void)port;
	line.threshold = threshold;
	return ESP_OK;
}

esp_err_t uart_set_rx_timeout(uart_port_t port, const uint8_t octets)
{
	(void)port;
	line.idleOctets = octets;
	return ESP_OK;
}

esp_err_t uart_enable_intr_mask(uart_port_t port, uint32_t mask)
{
	if (!uart_is_driver_installed(port)) return ESP_FAIL;
	line.interrupts |= mask;
	return ESP_OK;
}

esp_err_t uart_set_parity(uart_port_t port, uart_parity_t parity)
{
	(void)port;
	line.config.parity = parity;
	return ESP_OK;
}


int uart_read_bytes(uart_port_t port, void* into, uint32_t length, uint32_t ticks)
{
	size_t count = length < inRing ? length : inRing;
	(void)port;
	if (ticks != 0) return -1;
	memcpy(into, ring, count);
	memmove(ring, ring + count, inRing - count);
	inRing -= count;
	return (int)count;
}

size_t arrive(uint8_t first, size_t count)
{
	size_t room = (size_t)line.ringSize - inRing;
	size_t kept = count < room ? count : room;
	for (size_t i = 0; i < kept; i++) ring[inRing + i] = (uint8_t)(first + i);
	inRing += kept;
	return kept;
}

void sendEvent(int type)
{
	uart_event_t event = { .type = (uart_event_type_t)type };
	if (type == UART_FRAME_ERR && !(line.interrupts & UART_FRM_ERR_INT_ENA)) return;
	xQueueSendToBack(&queue, &event, portMAX_DELAY);
	pthread_mutex_lock(&mutex);
	while (queue.count > 0 || !queue.isWaiting) pthread_cond_wait(&changed, &mutex);
	pthread_mutex_unlock(&mutex);
}

static bool arrivesAfterLook = false;

void arriveAfterLook(void)
{
	arrivesAfterLook = true;
}

esp_err_t uart_get_buffered_data_len(uart_port_t port, size_t* size)
{
	(void)port;
	*size = inRing;
	if (arrivesAfterLook) {
		arrivesAfterLook = false;
		arrive(1, 1);
		sendEvent(UART_DATA);
	}
	return ESP_OK;
}

BaseType_t xQueueSendToBack(QueueHandle_t to, const void* item, TickType_t ticks)
{
	(void)ticks;
	pthread_mutex_lock(&mutex);
	to->events[to->count++] = *(const uart_event_t*)item;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&mutex);
	return pdTRUE;
}

BaseType_t xQueueReceive(QueueHandle_t from, void* into, TickType_t ticks)
{
	(void)ticks;
	pthread_mutex_lock(&mutex);
	from->isWaiting = true;
	pthread_cond_broadcast(&changed);
	while (from->count == 0) pthread_cond_wait(&changed, &mutex);
	from->isWaiting = false;
	*(uart_event_t*)into = from->events[0];
	from->count--;
	memmove(from->events, from->events + 1, (size_t)from->count * sizeof(uart_event_t));
	pthread_mutex_unlock(&mutex);
	return pdTRUE;
}

SemaphoreHandle_t xSemaphoreCreateBinary(void)
{
	semaphore.isGiven = false;
	held++;
	return &semaphore;
}

BaseType_t xSemaphoreGive(SemaphoreHandle_t it)
{
	pthread_mutex_lock(&mutex);
	it->isGiven = true;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&mutex);
	return pdTRUE;
}

BaseType_t xSemaphoreTake(SemaphoreHandle_t it, TickType_t ticks)
{
	(void)ticks;
	pthread_mutex_lock(&mutex);
	while (!it->isGiven) pthread_cond_wait(&changed, &mutex);
	it->isGiven = false;
	pthread_mutex_unlock(&mutex);
	return pdTRUE;
}

void vSemaphoreDelete(SemaphoreHandle_t it)
{
	(void)it;
	held--;
}

static void* runTask(void* unused)
{
	(void)unused;
	task.code(task.parameters);
	return NULL;
}

BaseType_t xTaskCreate(TaskFunction_t code, const char* name, uint32_t stackDepth, void* parameters,
	UBaseType_t priority, TaskHandle_t* created)
{
	(void)name;
	(void)priority;
	(void)created;
	if (!line.makesTasks) return pdFALSE;
	line.stack = stackDepth;
	task.code = code;
	task.parameters = parameters;
	return pthread_create(&thread, NULL, runTask, NULL) == 0 ? pdPASS : pdFALSE;
}

/* The thread ends by itself. */
void vTaskDelete(TaskHandle_t it)
{
	(void)it;
	pthread_detach(pthread_self());
}

TickType_t xTaskGetTickCount(void)
{
	return clockTicks;
}

bool builtinIsPinFree(uint32_t pin)
{
	return !usedPins[pin];
}

void builtinUsePin(uint32_t pin)
{
	usedPins[pin] = true;
}

void builtinFreePin(uint32_t pin)
{
	usedPins[pin] = false;
}

void builtinInitializeTarget(xsMachine* the)
{
	(void)the;
}

/* For ever where the machine has no room, as the SDK does in a release. */
int modMessagePostToMachine(xsMachine* the, uint8_t* message, uint16_t messageLength,
	modMessageDeliver callback, void* refcon)
{
	(void)message;
	(void)messageLength;
	while (modMessagePostToMachineFromISR(the, callback, refcon) != 0) sleep(1);
	return 0;
}

int modMessagePostToMachineFromISR(xsMachine* the, modMessageDeliver callback, void* refcon)
{
	(void)the;
	if (messageCount >= messagesMax) return -1;
	messages[messageCount].callback = callback;
	messages[messageCount].refcon = refcon;
	messageCount++;
	return 0;
}

int deliverMessages(xsMachine* the)
{
	int count = messageCount;
	messageCount = 0;
	for (int i = 0; i < count; i++) messages[i].callback(the, messages[i].refcon, NULL, 0);
	return count;
}
