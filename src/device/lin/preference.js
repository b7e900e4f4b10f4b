/**
 * What the SDK's preference module is on the ESP32, for its simulator on Linux: the SDK's own there reads
 * its file when it is imported, which for us is when it is preloaded, on the build machine. Kept in the
 * file that `mcconfig … settingsFile=PATH` names; without one, until the end.
 */
import { File } from "file";
import config from "mc/config";

/** Of all domains and keys; octets as their text in a list of one. */
function load() {
	const path = config.settingsFile;
	if (path === undefined) {
		globalThis.glimtSettings ??= {};
		return globalThis.glimtSettings;
	}
	if (!File.exists(path)) return {};
	const file = new File(path);
	const text = file.read(String);
	file.close();
	return JSON.parse(text);
}

export default Object.freeze({
	get(domain, key) {
		const kept = load()[`${domain}.${key}`];
		if (!Array.isArray(kept)) return kept;
		return Uint8Array.from(kept[0].split(","), Number).buffer;
	},

	set(domain, key, value) {
		const all = load();
		const isOctets = value instanceof ArrayBuffer;
		all[`${domain}.${key}`] = isOctets ? [new Uint8Array(value).join()] : value;
		if (config.settingsFile === undefined) return;
		File.delete(config.settingsFile);
		const file = new File(config.settingsFile, true);
		file.write(JSON.stringify(all));
		file.close();
	},
});
