/* Stands in for ESP-IDF's: fields of UART_INT_ENA_REG. */
#ifndef STUB_UART_REG_H
#define STUB_UART_REG_H

#define UART_FRM_ERR_INT_ENA (1u << 3)

#endif
