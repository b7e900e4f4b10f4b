/**
 * What passes over the pipe between Node and the app on XS: a head of 16 octets, little endian, and
 * then `size` octets.
 *
 * ```
 *  kind(1) slot(1) waited(2) size(4) number(8, float64)
 * ```
 *
 * Node sends one message and reads until DONE; before that, XS may send WRITE and CLOSE.
 */
export const HEAD = 16;
/** Octets after a head that Node sends at once, at most: the app's buffer for them is so large. */
export const MOST = 1024;
/** Room that a connection has to send in, as lwIP's TCP_SND_BUF in Moddable's ESP32 build. */
export const ROOM = 8192;
/** Connections that there may be, with those that the server refuses. */
export const SLOTS = 16;

/** Of every app in the simulator, on both engines. */
export const OWNER_CODE = "4711";

/** Of the UART, by number. */
export const PARITIES = Object.freeze(["even", "none"] as const);

/**
 * The first message of Node, before there is an app: `slot` is the sum of what there is to keep things in,
 * and `number` is the parity that is remembered, -1 for none.
 */
export const START = 0;
export const HAS_FLASH = 1;
export const HAS_SLOTS = 2;
/** Node to XS. `number` is the monotonic time in milliseconds unless it says otherwise. */
/** `waited` is how long the first octet did, in milliseconds. */
export const RECEIVE = 1;
/** DONE's number is the parity that the app wants. */
export const TICK = 2;
/** `number` is the time of day in milliseconds since 1970; the monotonic time follows as a float64. */
export const SET_TIME = 3;
/** The network as JSON. */
export const SET_NETWORK = 4;
export const SERVER_TICK = 5;
/** A TCP connection, called `slot` from now on; DONE's number is 1 when it is served. */
export const ACCEPT = 6;
/** DONE's number is how many octets were taken. */
export const RECEIVED = 7;
/** `size` 4: the room to send in, as a uint32. */
export const WRITABLE = 8;
export const CLOSED = 9;
export const SERVER_CLOSE = 10;
/** Figures of memory as `xs.memory` gives them, after a collection when `slot` is 1, in octets of DONE. */
export const MEMORY = 11;
/** The pixels of the display, a gray octet each, in the octets of DONE. */
export const PICTURE = 12;
/** The app allocates until its machine ends it; there is no DONE. */
export const EXHAUST = 13;
/** The device becomes an access point for its set-up at `number`, with as many networks around as it lists. */
export const SET_UP = 24;
/** What is due of it at `number`. */
export const SET_UP_TICK = 25;
/** The button: `slot` is 1 when it is held. */
export const PRESS = 14;
/** DONE's number is the view that is shown, by its index. */
export const VIEW = 15;

/** XS to Node. */
export const DONE = 100;
export const WRITE = 101;
export const CLOSE = 102;
/** The connection is to be told soon that it is writable. */
export const WAKE = 103;
/**
 * Flash, which Node holds and answers at once: `number` is an offset and `size` 4, a uint32 of how many
 * octets are wanted, which are the answer; `number` is a sector, or an offset and the octets to
 * program, and the answer is one octet.
 */
export const FLASH_READ = 104;
export const FLASH_ERASE = 105;
export const FLASH_PROGRAM = 106;
/**
 * Settings, which Node holds too: `number` is a slot. The answer is a uint32 of how many octets are in it,
 * and they; or, when octets to put there came, one octet.
 */
export const SLOT_READ = 107;
export const SLOT_WRITE = 108;
