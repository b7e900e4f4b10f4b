/* Stands in for ESP-IDF 6.0's GPIO driver. */
#ifndef STUB_DRIVER_GPIO_H
#define STUB_DRIVER_GPIO_H

#include "driver/uart.h"

typedef int gpio_num_t;
typedef enum {
	GPIO_PULLUP_ONLY,
	GPIO_PULLDOWN_ONLY,
	GPIO_PULLUP_PULLDOWN,
	GPIO_FLOATING,
} gpio_pull_mode_t;

extern esp_err_t gpio_set_pull_mode(gpio_num_t pin, gpio_pull_mode_t pull);

#endif
