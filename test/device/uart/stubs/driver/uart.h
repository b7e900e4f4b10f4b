/* Stands in for ESP-IDF 6.0's UART driver: names and signatures that uart.c uses, no more. */
#ifndef STUB_DRIVER_UART_H
#define STUB_DRIVER_UART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "freertos/queue.h"

typedef int esp_err_t;
#define ESP_OK 0
#define ESP_FAIL (-1)

typedef enum { UART_NUM_0, UART_NUM_1, UART_NUM_2, UART_NUM_MAX } uart_port_t;
typedef enum { UART_DATA_7_BITS = 2, UART_DATA_8_BITS = 3 } uart_word_length_t;
typedef enum { UART_STOP_BITS_1 = 1, UART_STOP_BITS_2 = 3 } uart_stop_bits_t;
typedef enum { UART_PARITY_DISABLE = 0, UART_PARITY_EVEN = 2, UART_PARITY_ODD = 3 } uart_parity_t;
typedef enum { UART_HW_FLOWCTRL_DISABLE = 0 } uart_hw_flowcontrol_t;
typedef enum { UART_SCLK_DEFAULT = 4 } uart_sclk_t;
typedef enum { UART_SIGNAL_INV_DISABLE = 0, UART_SIGNAL_RXD_INV = 1 << 2 } uart_signal_inv_t;

typedef struct {
	int baud_rate;
	uart_word_length_t data_bits;
	uart_parity_t parity;
	uart_stop_bits_t stop_bits;
	uart_hw_flowcontrol_t flow_ctrl;
	uint8_t rx_flow_ctrl_thresh;
	uint32_t rx_glitch_filt_thresh;
	uart_sclk_t source_clk;
} uart_config_t;

typedef enum {
	UART_DATA,
	UART_BREAK,
	UART_BUFFER_FULL,
	UART_FIFO_OVF,
	UART_FRAME_ERR,
	UART_PARITY_ERR,
	UART_DATA_BREAK,
	UART_PATTERN_DET,
	UART_EVENT_MAX,
} uart_event_type_t;

typedef struct {
	uart_event_type_t type;
	size_t size;
	bool timeout_flag;
} uart_event_t;

#define UART_PIN_NO_CHANGE (-1)

extern esp_err_t uart_driver_install(uart_port_t port, int rxBufferSize, int txBufferSize,
	int queueSize, QueueHandle_t* queue, int flags);
extern esp_err_t uart_driver_delete(uart_port_t port);
extern bool uart_is_driver_installed(uart_port_t port);
extern esp_err_t uart_param_config(uart_port_t port, const uart_config_t* config);
extern esp_err_t uart_set_pin_checked(uart_port_t port, int tx, int rx, int rts, int cts);
/* Takes five pins or more, as the IDF's. */
#define uart_set_pin(port, tx, rx, rts, cts) uart_set_pin_checked(port, tx, rx, rts, cts)
extern esp_err_t uart_set_line_inverse(uart_port_t port, uint32_t mask);
extern esp_err_t uart_set_rx_full_threshold(uart_port_t port, int threshold);
extern esp_err_t uart_set_rx_timeout(uart_port_t port, const uint8_t octets);
extern esp_err_t uart_enable_intr_mask(uart_port_t port, uint32_t mask);
extern esp_err_t uart_set_parity(uart_port_t port, uart_parity_t parity);
extern esp_err_t uart_get_buffered_data_len(uart_port_t port, size_t* size);
extern int uart_read_bytes(uart_port_t port, void* into, uint32_t length, uint32_t ticks);

#endif
