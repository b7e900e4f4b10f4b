/**
 * The SDK's module of that name, for its simulator on Linux, whose own reads a file when it is imported
 * and so cannot be preloaded: notes in the file that `mcconfig … notesFile=PATH` names, else nowhere.
 */
import { File } from "file";
import config from "mc/config";

function all() {
	const path = config.notesFile;
	if (path === undefined || !File.exists(path)) return {};
	const file = new File(path);
	const text = file.read(String);
	file.close();
	return JSON.parse(text);
}

export default Object.freeze({
	get(domain, key) {
		return all()[`${domain}.${key}`];
	},
	set(domain, key, value) {
		const path = config.notesFile;
		if (path === undefined) return;
		const text = JSON.stringify({ ...all(), [`${domain}.${key}`]: value });
		File.delete(path);
		const file = new File(path, true);
		file.write(text);
		file.close();
	},
});
