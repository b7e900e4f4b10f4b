/** Files that people name, and in plain words why one cannot be had. */

const REASONS: Readonly<Record<string, string>> = {
	ENOENT: "there is no such file or folder",
	ENOTDIR: "there is no such file or folder",
	EISDIR: "this is a folder; name a file",
	EACCES: "you may not open it",
	EEXIST: "is there already; name another file",
};

/** Does something with a file. Throws an Error that names it first and then says what is wrong. */
export function withNamed<T>(name: string, act: () => T): T {
	try {
		return act();
	} catch (error) {
		const { code = "", message } = error as NodeJS.ErrnoException;
		throw new Error(`${name}: ${REASONS[code] ?? message}`);
	}
}
