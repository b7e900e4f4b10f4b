/** A serial port of this machine, 2400 baud, through npm's serialport, which need not be there. */
import type { OpenLine } from "./recorder.ts";

export const PARITIES = ["even", "none"] as const;
export type Parity = (typeof PARITIES)[number];

const BAUD = 2400;

type Package = typeof import("serialport");

/** As captures write it: `2400 8E1`. */
export function settingsOf(parity: Parity): string {
	return `${BAUD} 8${parity === "even" ? "E" : "N"}1`;
}

/** Opens the port. Rejects with what to do where it can't be. */
export async function openSerial(
	path: string,
	parity: Parity,
	load: () => Promise<Package> = () => import("serialport"),
): Promise<OpenLine> {
	const { SerialPort } = await load().catch(() => {
		throw new Error(
			"a serial port needs the package serialport: npm install --no-save serialport@13",
		);
	});
	const port = new SerialPort({
		path,
		baudRate: BAUD,
		dataBits: 8,
		parity,
		stopBits: 1,
		autoOpen: false,
	});
	await new Promise<void>((resolve, reject) => {
		port.open((error) => {
			if (error) reject(new Error(reasonOf(error)));
			else resolve();
		});
	});
	// To destroy its stream would leave the port open.
	const close = () =>
		new Promise<void>((resolve) => {
			if (port.isOpen) port.close(() => resolve());
			else resolve();
		});
	return { stream: port, close };
}

/** The ports there are; none where nobody can tell. */
export async function serialPorts(): Promise<string[]> {
	try {
		const { SerialPort } = await import("serialport");
		return (await SerialPort.list()).map(({ path }) => path);
	} catch {
		return [];
	}
}

function reasonOf({ message }: Error): string {
	const reason = message.replace(/^Error:? /, "");
	if (!/permission denied/i.test(reason)) return reason;
	return `${reason}; on Linux your user must be in the group dialout`;
}
