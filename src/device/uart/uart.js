/** The class of uart.c. What it offers is told in ../types.d.ts. */
class Uart extends Native("xs_uart_destructor") {
	constructor(options) {
		super();
		native("xs_uart_constructor").call(this, options);
	}
	close() {
		return native("xs_uart_close").call(this);
	}
	read(buffer) {
		return native("xs_uart_read").call(this, buffer);
	}
	configure(options) {
		return native("xs_uart_configure").call(this, options);
	}
	get waited() {
		return native("xs_uart_get_waited").call(this);
	}
	get parityErrors() {
		return native("xs_uart_get_parityErrors").call(this);
	}
	get framingErrors() {
		return native("xs_uart_get_framingErrors").call(this);
	}
	get overflows() {
		return native("xs_uart_get_overflows").call(this);
	}
}

export default Uart;
