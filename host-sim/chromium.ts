/** How Chromium is started, headless and silent: for tests and pictures of the page. */

/** Where Debian puts it. */
export const CHROMIUM_PATH = "/usr/bin/chromium";

export const CHROMIUM = {
	executablePath: CHROMIUM_PATH,
	args: [
		"--no-sandbox",
		"--disable-gpu",
		"--disable-quic",
		"--no-first-run",
		"--disable-background-networking",
		"--disable-component-update",
		"--disable-sync",
	],
};
