/**
 * What went over the wire, counted. A fault's name is its counter's key here, in
 * `GET /api/v1/status` and in `glimt decode --stats`.
 */

/** Each way the wire can lie. They are counted, never thrown. */
export const FAULTS = Object.freeze([
	/** Octets outside every good frame, flags not counted. */
	"noiseOctets",
	/** After a flag: not frame format type 3, or a length no frame can have. */
	"badFormat",
	/** A frame longer than we were told to accept. */
	"overlong",
	/** A destination or source address not of 1, 2 or 4 octets. */
	"badAddress",
	/** Header check sequence wrong. */
	"badHcs",
	/** Frame check sequence wrong. */
	"badFcs",
	/** Silence, or the end of the input, inside a frame. */
	"truncated",
	/** A segmented message that never became whole, or grew too long. */
	"lostSegment",
	/** No `E6 E7 00` before the APDU. */
	"badLlc",
	/** A ciphered APDU (general-glo-ciphering). */
	"encrypted",
	/** An APDU in blocks (general-block-transfer). */
	"blockTransfer",
	/** Any other APDU that is not a data-notification. */
	"unknownApdu",
	/** A data-notification in none of the layouts we know. */
	"unknownLayout",
	/** A known layout with something impossible in it. */
	"badList",
	/** Octets with wrong parity, where the UART tells. */
	"parityErrors",
	/** Octets without a stop bit, where the UART tells. */
	"framingErrors",
	/** Times that the UART's buffer was full, where it tells. */
	"overflows",
] as const);

export type Fault = (typeof FAULTS)[number];

export class Counts implements Record<Fault, number> {
	octets = 0;
	/** Frames with a good FCS. */
	frames = 0;
	readings = 0;
	noiseOctets = 0;
	badFormat = 0;
	overlong = 0;
	badAddress = 0;
	badHcs = 0;
	badFcs = 0;
	truncated = 0;
	lostSegment = 0;
	badLlc = 0;
	encrypted = 0;
	blockTransfer = 0;
	unknownApdu = 0;
	unknownLayout = 0;
	badList = 0;
	/** Octets that the UART found wrong, and times that octets were lost in it: as told by the machine. */
	parityErrors = 0;
	framingErrors = 0;
	overflows = 0;
}
