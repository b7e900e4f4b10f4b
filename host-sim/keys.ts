/** Keys of the terminal: the space bar is the dongle's button, and Ctrl-C ends. */

const SPACE = " ";
const CTRL_C = "\x03";

/** Listens where standard input is a terminal, until what is answered is called. */
export function listenToKeys(onPress: () => void, onEnd: () => void): () => void {
	const { stdin } = process;
	if (!stdin.isTTY) return () => {};
	const heard = (keys: Buffer) => {
		for (const key of keys.toString("latin1")) {
			if (key === SPACE) onPress();
			else if (key === CTRL_C) onEnd();
		}
	};
	stdin.setRawMode(true).on("data", heard).resume();
	return () => {
		stdin.off("data", heard).setRawMode(false).pause();
	};
}
