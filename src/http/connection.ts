/**
 * What the machine lends for each TCP connection, shaped like ECMA-419's TCP.
 *
 * All are called from inside the methods of `Exchange` and `HttpServer`. `write` and `close` may at once
 * call the exchange's `closed`, or the server's `accept`.
 */
export interface Connection {
	/**
	 * Takes as many octets of `octets` from `start` up to `end` as it has room for, and returns how
	 * many. After fewer than it was offered, it calls the exchange's `writable` when it has room.
	 * Never throws: a connection that is lost takes nothing and calls `closed`.
	 */
	write(octets: Uint8Array, start: number, end: number): number;
	/** Calls the exchange's `writable` soon, after whatever else waits for JavaScript. */
	wake(): void;
	/**
	 * Sends what was taken, then ends. What has been received and not handed over is thrown away.
	 * The exchange serves another connection soon: it must hear no more from this one.
	 */
	close(): void;
}
