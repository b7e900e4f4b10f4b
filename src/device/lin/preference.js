/**
 * What the SDK's preference module is on the ESP32, for its simulator on Linux: the SDK's own there reads
 * its file when it is imported, which for us is when it is preloaded, on the build machine. Kept in the
 * file that `mcconfig … settingsFile=PATH` names; without one, until the end.
 */
import { File } from "file";
import config from "mc/config";

/** Of all domains and keys, as text of octets. */
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
		return kept === undefined ? undefined : Uint8Array.from(kept.split(","), Number).buffer;
	},

	set(domain, key, value) {
		const all = load();
		all[`${domain}.${key}`] = new Uint8Array(value).join();
		if (config.settingsFile === undefined) return;
		File.delete(config.settingsFile);
		const file = new File(config.settingsFile, true);
		file.write(JSON.stringify(all));
		file.close();
	},
});
