/** What `open` gives; undefined where it throws, as sockets do without a network, and NVS where it fails. */
export function attempt<Thing>(open: () => Thing): Thing | undefined {
	try {
		return open();
	} catch {
		return undefined;
	}
}
