/* What the harness asks of the fakes. */
#ifndef FAKES_H
#define FAKES_H

#include "xsPlatform.h"

#include "builtinCommon.h"
#include "driver/gpio.h"
#include "driver/uart.h"
#include "freertos/queue.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "soc/uart_reg.h"

/* How the driver was set, and whether it can be. */
typedef struct {
	bool installs;
	bool makesTasks;
	bool isInstalled;
	uart_port_t port;
	int ringSize;
	int receive;
	gpio_pull_mode_t pull;
	uint32_t inverted;
	/* Beside those that the driver turns on by itself. */
	uint32_t interrupts;
	int threshold;
	int idleOctets;
	int eventsMax;
	uint32_t stack;
	uart_config_t config;
} Line;

extern Line line;
extern bool usedPins[64];
extern uint32_t clockTicks;
/* Blocks of memory and semaphores that were not given back. */
extern int held;
/* So many messages the machine's queue takes. */
extern int messagesMax;

/* Octets first, first + 1, … come into the ring; answers how many of `count` it had room for. */
extern size_t arrive(uint8_t first, size_t count);
/* A framing error makes one only where its interrupt is on, which in ESP-IDF 6.0 it is not by itself. */
extern void sendEvent(int type);
/* An octet comes, and its event, right after the driver was next asked how many there are. */
extern void arriveAfterLook(void);
/* Answers how many there were. */
extern int deliverMessages(xsMachine* the);

#endif
