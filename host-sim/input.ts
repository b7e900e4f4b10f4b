/** Octets from a file: raw binary, or hex text with comments and white space. */

const HEX_TEXT = /^(?:[0-9a-fA-F\s]|#[^\n]*)*$/;

/** The octets of `file`, which is hex text when it holds nothing else. Throws on half an octet. */
export function octetsOf(file: Buffer): Uint8Array {
	// Latin-1 keeps any octet a character, so binary never looks like hex by being mangled.
	const text = file.toString("latin1");
	const withoutComments = text.replace(/#[^\n]*/g, "");
	if (!HEX_TEXT.test(withoutComments)) return file;
	const digits = withoutComments.replace(/\s+/g, "");
	if (digits.length === 0)
		return text.length === 0 || text.includes("#") ? new Uint8Array(0) : file;
	if (digits.length % 2 === 1) throw new Error("hex text with an odd number of digits");
	return Buffer.from(digits, "hex");
}
