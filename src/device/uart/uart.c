/*
 * A UART that hears the meter, for JavaScript: the receiving half of ECMA-419's Serial, with the names
 * that the standard keeps for parity, data and stop bits.
 *
 * ESP-IDF's driver empties the FIFO into a ring of RING octets (9.4 s at 2400 baud 8E1) whatever
 * JavaScript does. A task takes the driver's events: it counts errors, and tells JavaScript of octets
 * by a message, of which one is on its way at most.
 */
#include "xsPlatform.h"
#include "xsmc.h"
#include "mc.xs.h"

#include "builtinCommon.h"

#include "driver/gpio.h"
#include "driver/uart.h"
#include "freertos/FreeRTOS.h"
#include "freertos/queue.h"
#include "freertos/semphr.h"
#include "freertos/task.h"
#include "soc/uart_reg.h"

#define RING 2048
/* The FIFO has 128 octets. At 32 it may wait 440 ms for a flash that is being erased. */
#define THRESHOLD 32
/* Octets of silence after which less than THRESHOLD is told too. */
#define IDLE_OCTETS 4
#define EVENTS 32
#define TASK_STACK 2048
/* Above the machine's own (4), as the SDK's debugger. */
#define TASK_PRIORITY 8
#define MAX_BAUD 5000000

typedef struct {
	xsSlot obj;
	/* NULL once closed; messages may still be on their way. */
	xsMachine* the;
	xsSlot* onReadable;
	QueueHandle_t events;
	SemaphoreHandle_t ended;
	uart_port_t port;
	uint32_t receive;
	/* The object, and each message on its way. */
	uint8_t users;
	uint8_t isTold;
	/* When the first octet came since the ring was empty, in ticks; 0 while it is. */
	TickType_t waitingSince;
	uint32_t parityErrors;
	uint32_t framingErrors;
	uint32_t overflows;
} Uart;

typedef struct {
	uart_config_t line;
	uart_port_t port;
	uint32_t receive;
	uint32_t inverted;
} Options;

/* An event of none of the driver's types: the task shall end. */
#define END UART_EVENT_MAX

void xs_uart_destructor(void* data);
static void mark(xsMachine* the, void* it, xsMarkRoot markRoot);

static const xsHostHooks hooks = { xs_uart_destructor, mark, NULL };

static Uart* uartOf(xsMachine* the)
{
	return xsmcGetHostDataValidate(xsThis, (void*)&hooks);
}

static void release(Uart* uart)
{
	if (__atomic_sub_fetch(&uart->users, 1, __ATOMIC_SEQ_CST) == 0) c_free(uart);
}

static size_t waitingOctets(const Uart* uart)
{
	size_t count = 0;
	uart_get_buffered_data_len(uart->port, &count);
	return count;
}

/* In either task: octets wait, since now where none did. */
static void beginWaiting(Uart* uart)
{
	TickType_t none = 0;
	__atomic_compare_exchange_n(&uart->waitingSince, &none, xTaskGetTickCount(), false,
		__ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

/* In the machine's task: the ring may be empty. What is in it at the second look has come since the first. */
static void endWaiting(Uart* uart)
{
	if (waitingOctets(uart) > 0) return;
	__atomic_store_n(&uart->waitingSince, 0, __ATOMIC_SEQ_CST);
	if (waitingOctets(uart) > 0) beginWaiting(uart);
}

/* In the machine's task. */
static void deliver(void* machine, void* it, uint8_t* message, uint16_t length)
{
	xsMachine* the = machine;
	Uart* uart = it;
	(void)message;
	(void)length;
	__atomic_store_n(&uart->isTold, 0, __ATOMIC_SEQ_CST);
	if (uart->the != NULL) {
		size_t count = waitingOctets(uart);
		if (count == 0) endWaiting(uart);
		else if (uart->onReadable != NULL) {
			xsBeginHost(the);
			xsmcSetInteger(xsResult, (xsIntegerValue)count);
			xsCallFunction1(xsReference(uart->onReadable), uart->obj, xsResult);
			xsEndHost(the);
		}
	}
	release(uart);
}

/*
 * In the events' task, which shall not wait for room as the SDK's other function does in a release: it
 * would count nothing, and the machine would wait for it in `close`. A message that finds no room is made
 * up for by the next event.
 */
static void tell(Uart* uart)
{
	beginWaiting(uart);
	if (__atomic_exchange_n(&uart->isTold, 1, __ATOMIC_SEQ_CST)) return;
	__atomic_add_fetch(&uart->users, 1, __ATOMIC_SEQ_CST);
	if (modMessagePostToMachineFromISR(uart->the, deliver, uart) == 0) return;
	__atomic_store_n(&uart->isTold, 0, __ATOMIC_SEQ_CST);
	__atomic_sub_fetch(&uart->users, 1, __ATOMIC_SEQ_CST);
}

/* False when the task shall end. */
static bool take(Uart* uart, const uart_event_t* event)
{
	switch (event->type) {
	case UART_PARITY_ERR: uart->parityErrors++; break;
	case UART_FRAME_ERR: uart->framingErrors++; break;
	/*
	 * The driver empties the FIFO without reading it. A ring that is full loses nothing by itself, but until
	 * it is read there are no other events of octets than this.
	 */
	case UART_FIFO_OVF: uart->overflows++; tell(uart); break;
	case UART_BUFFER_FULL:
	case UART_DATA: tell(uart); break;
	case END: return false;
	default: break;
	}
	return true;
}

static void listen(void* it)
{
	Uart* uart = it;
	uart_event_t event;
	do {
		while (xQueueReceive(uart->events, &event, portMAX_DELAY) != pdTRUE) {}
	} while (take(uart, &event));
	xSemaphoreGive(uart->ended);
	vTaskDelete(NULL);
}

static xsIntegerValue integerOption(xsMachine* the, xsIdentifier id, xsIntegerValue otherwise)
{
	if (!xsmcHas(xsArg(0), id)) return otherwise;
	xsmcGet(xsVar(0), xsArg(0), id);
	return xsmcTypeOf(xsVar(0)) == xsUndefinedType ? otherwise : xsmcToInteger(xsVar(0));
}

static uart_parity_t parityOption(xsMachine* the)
{
	if (!xsmcHas(xsArg(0), xsID_parity)) return UART_PARITY_DISABLE;
	xsmcGet(xsVar(0), xsArg(0), xsID_parity);
	const char* name = xsmcToString(xsVar(0));
	if (c_strcmp(name, "even") == 0) return UART_PARITY_EVEN;
	if (c_strcmp(name, "none") != 0) xsRangeError("parity is \"even\" or \"none\"");
	return UART_PARITY_DISABLE;
}

/* Throws before anything is taken. */
static Options optionsOf(xsMachine* the)
{
	Options options = { 0 };
	xsIntegerValue receive = integerOption(the, xsID_receive, -1);
	xsIntegerValue port = integerOption(the, xsID_port, 0);
	xsIntegerValue baud = integerOption(the, xsID_baud, 0);
	xsIntegerValue data = integerOption(the, xsID_data, 8);
	xsIntegerValue stop = integerOption(the, xsID_stop, 1);
	if (receive < 0) xsRangeError("receive is no pin");
	if (port < 0 || port >= UART_NUM_MAX) xsRangeError("no such port");
	if (baud <= 0 || baud > MAX_BAUD) xsRangeError("no such baud");
	if (data != 7 && data != 8) xsRangeError("data is 7 or 8");
	if (stop != 1 && stop != 2) xsRangeError("stop is 1 or 2");
	options.receive = (uint32_t)receive;
	options.port = (uart_port_t)port;
	options.line.baud_rate = baud;
	options.line.data_bits = data == 8 ? UART_DATA_8_BITS : UART_DATA_7_BITS;
	options.line.parity = parityOption(the);
	options.line.stop_bits = stop == 1 ? UART_STOP_BITS_1 : UART_STOP_BITS_2;
	options.line.flow_ctrl = UART_HW_FLOWCTRL_DISABLE;
	options.line.source_clk = UART_SCLK_DEFAULT;
	if (xsmcHas(xsArg(0), xsID_invert)) {
		xsmcGet(xsVar(0), xsArg(0), xsID_invert);
		if (xsmcTest(xsVar(0))) options.inverted = UART_SIGNAL_RXD_INV;
	}
	if (!builtinIsPinFree(options.receive)) xsUnknownError("in use");
	if (uart_is_driver_installed(options.port)) xsRangeError("port in use");
	return options;
}

/*
 * What the driver of ESP-IDF 6.0 leaves to us: a line that nothing drives is held where it is idle, and
 * framing errors, of all that is counted, have their interrupt off.
 */
static bool configure(const Options* options)
{
	uart_port_t port = options->port;
	gpio_pull_mode_t pull = options->inverted ? GPIO_PULLDOWN_ONLY : GPIO_PULLUP_ONLY;
	return uart_param_config(port, &options->line) == ESP_OK
		&& uart_set_pin(port, UART_PIN_NO_CHANGE, (int)options->receive, UART_PIN_NO_CHANGE,
			UART_PIN_NO_CHANGE) == ESP_OK
		&& gpio_set_pull_mode((gpio_num_t)options->receive, pull) == ESP_OK
		&& uart_set_line_inverse(port, options->inverted) == ESP_OK
		&& uart_set_rx_full_threshold(port, THRESHOLD) == ESP_OK
		&& uart_set_rx_timeout(port, IDLE_OCTETS) == ESP_OK
		&& uart_enable_intr_mask(port, UART_FRM_ERR_INT_ENA) == ESP_OK;
}

/* True when it hears; otherwise nothing is taken. */
static bool start(Uart* uart, const Options* options)
{
	uart_port_t port = uart->port;
	if (uart_driver_install(port, RING, 0, EVENTS, &uart->events, 0) != ESP_OK) return false;
	uart->ended = xSemaphoreCreateBinary();
	if (uart->ended != NULL) {
		if (configure(options)
			&& xTaskCreate(listen, "uart", TASK_STACK, uart, TASK_PRIORITY, NULL) == pdPASS)
			return true;
		vSemaphoreDelete(uart->ended);
	}
	uart_driver_delete(port);
	return false;
}

void xs_uart_constructor(xsMachine* the)
{
	xsmcVars(1);
	Options options = optionsOf(the);
	xsSlot* onReadable = builtinGetCallback(the, xsID_onReadable);
	builtinInitializeTarget(the);
	Uart* uart = c_calloc(1, sizeof(Uart));
	if (uart == NULL) xsRangeError("no memory");
	uart->the = the;
	uart->obj = xsThis;
	uart->port = options.port;
	uart->receive = options.receive;
	uart->onReadable = onReadable;
	uart->users = 1;
	if (!start(uart, &options)) {
		c_free(uart);
		xsUnknownError("uart failed");
	}
	builtinUsePin(uart->receive);
	xsmcSetHostData(xsThis, uart);
	xsSetHostHooks(xsThis, (xsHostHooks*)&hooks);
	xsRemember(uart->obj);
}

void xs_uart_destructor(void* data)
{
	static const uart_event_t end = { .type = END };
	Uart* uart = data;
	if (uart == NULL) return;
	xQueueSendToBack(uart->events, &end, portMAX_DELAY);
	xSemaphoreTake(uart->ended, portMAX_DELAY);
	vSemaphoreDelete(uart->ended);
	uart_driver_delete(uart->port);
	builtinFreePin(uart->receive);
	uart->the = NULL;
	release(uart);
}

void xs_uart_close(xsMachine* the)
{
	if (xsmcGetHostData(xsThis) == NULL) return;
	Uart* uart = uartOf(the);
	xsForget(uart->obj);
	xs_uart_destructor(uart);
	xsmcSetHostData(xsThis, NULL);
	xsmcSetHostDestructor(xsThis, NULL);
}

/* read(buffer): how many octets were put into it, or undefined when there are none. */
void xs_uart_read(xsMachine* the)
{
	Uart* uart = uartOf(the);
	void* buffer;
	xsUnsignedValue size;
	if (xsmcArgc < 1) xsTypeError("no buffer");
	xsmcGetBufferWritable(xsArg(0), &buffer, &size);
	if (size == 0) xsRangeError("an empty buffer");
	int count = uart_read_bytes(uart->port, buffer, size, 0);
	endWaiting(uart);
	if (count > 0) xsmcSetInteger(xsResult, count);
}

/* configure({ parity }): from the next octet on. */
void xs_uart_configure(xsMachine* the)
{
	Uart* uart = uartOf(the);
	xsmcVars(1);
	if (xsmcArgc < 1 || !xsmcHas(xsArg(0), xsID_parity)) return;
	if (uart_set_parity(uart->port, parityOption(the)) != ESP_OK) xsUnknownError("uart failed");
}

/* Milliseconds that the first of the octets that nobody read has waited since it was told of. */
void xs_uart_get_waited(xsMachine* the)
{
	Uart* uart = uartOf(the);
	TickType_t since = __atomic_load_n(&uart->waitingSince, __ATOMIC_SEQ_CST);
	TickType_t ticks = since != 0 ? xTaskGetTickCount() - since : 0;
	xsmcSetInteger(xsResult, (xsIntegerValue)(ticks * portTICK_PERIOD_MS));
}

void xs_uart_get_parityErrors(xsMachine* the)
{
	xsmcSetInteger(xsResult, (xsIntegerValue)uartOf(the)->parityErrors);
}

void xs_uart_get_framingErrors(xsMachine* the)
{
	xsmcSetInteger(xsResult, (xsIntegerValue)uartOf(the)->framingErrors);
}

void xs_uart_get_overflows(xsMachine* the)
{
	xsmcSetInteger(xsResult, (xsIntegerValue)uartOf(the)->overflows);
}

static void mark(xsMachine* the, void* it, xsMarkRoot markRoot)
{
	Uart* uart = it;
	if (uart->onReadable != NULL) (*markRoot)(the, uart->onReadable);
}
