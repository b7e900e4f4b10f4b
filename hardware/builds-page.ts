/** `builds.md`: what to buy and how to wire it, board by board. */
import type { Build } from "./build.ts";
import { type End, type Part, wires } from "./wires.ts";

const PARTS: Readonly<Record<Part, string>> = {
	meter: "HAN port",
	module: "module",
	board: "board",
	oled: "OLED",
};

const LIGHT_SAYS =
	"A flash at each reading; half a second in two without a meter; twice in four seconds without a network.";

/** The page as Markdown. */
export function buildsPage(builds: readonly Build[]): string {
	return `${[
		"# Builds",
		"",
		"<!-- Made from builds.ts by `npm run builds`; change that and run it again. -->",
		"",
		"Boards that can be bought, and how each is wired. Read [README.md](README.md) first: what else to",
		"buy, safety, and what no one has tried.",
		"",
		"| board | target | display | HAN on | UART | button | light |",
		"| --- | --- | --- | --- | --- | --- | --- |",
		...builds.map(row),
		"",
		"In all of them: the two bus wires may be swapped; the module is fed 3.3 V, never 5 V; its RXD is",
		"held at 3.3 V so that it never sends; nothing goes to the board's TX. Wires that end at the same",
		"pin are joined there. Names are those printed on the boards, and sellers' copies differ: where a",
		"name is missing, look for the GPIO's number.",
		"",
		"The last lines of each board say where its pins were read: `provider.js` is the target's in the",
		"Moddable SDK 8.2.3, an Arduino variant is `pins_arduino.h` of the board in Espressif's arduino-esp32.",
		"",
		"To build and flash one, with the Moddable SDK and ESP-IDF set up ([flash.md](../docs/flash.md)):",
		"",
		"```sh",
		"npm run flash -- --board xiao-esp32-c3 --port /dev/ttyACM0",
		"```",
		...builds.flatMap(section),
	].join("\n")}\n`;
}

function row({ title, target, display, han, button, light }: Build): string {
	const { printed, gpio } = han.receive;
	return `| [${title}](#${anchor(title)}) | \`${target}\` | ${displayName(display)} | ${printed} (GPIO${gpio}) | ${han.port} | GPIO${button} | ${lightName(light)} |`;
}

function section(build: Build): string[] {
	const { title, name, buy, target, han, display, override, leaveOpen, notes } = build;
	const pins = display.place === "wired" ? [han.receive, display.sda, display.scl] : [han.receive];
	return [
		"",
		`## ${title}`,
		"",
		`Buy: ${buy}. Target: \`${target}\`.`,
		"",
		`![Wiring of ${title}; the table below says the same](wiring/${name}.svg)`,
		"",
		"| from | to | wire |",
		"| --- | --- | --- |",
		...wires(build).map(
			({ from, to, colour, carries }) =>
				`| ${endName(from)} | ${endName(to)} | ${colour}: ${carries} |`,
		),
		"",
		...(leaveOpen === undefined ? [] : [`- Leave open: ${leaveOpen}.`]),
		...(display.place === "wired"
			? [
					"- The OLED may be left out where a [key is chosen](../docs/flash.md#without-a-display), which it would show.",
				]
			: []),
		`- Button: ${buttonName(build)} (GPIO${build.button}), a short press for the next view.`,
		...(build.light === undefined ? [] : [`- Light: ${lightName(build.light)}. ${LIGHT_SAYS}`]),
		...notes.map((note) => `- ${note}`),
		...(override === undefined
			? []
			: [`- Overridden: \`${JSON.stringify(override.config)}\`. ${override.why}`]),
		...pins.map(({ printed, gpio, from }) => `- ${printed} = GPIO${gpio}: ${from}.`),
	];
}

function displayName(display: Build["display"]): string {
	if (display.place === "wired") return "SSD1306, 128×64, wired or none";
	return `${display.driver.toUpperCase()}, ${display.width}×${display.height}, on the board`;
}

function lightName(light: Build["light"]): string {
	if (light === undefined) return "none";
	return `${light.kind === "rgb" ? "RGB LED" : "LED"}, GPIO${light.gpio}`;
}

/** As the board's maker names it. */
function buttonName({ taken, button }: Build): string {
	return taken.find(({ gpio }) => gpio === button)?.by ?? "a button";
}

function endName({ part, pin, gpio }: End): string {
	return `${PARTS[part]} ${pin}${gpio === undefined ? "" : ` (GPIO${gpio})`}`;
}

/** As GitHub makes them of headings. */
function anchor(title: string): string {
	return title
		.toLowerCase()
		.replaceAll(/[^a-z0-9 -]/g, "")
		.replaceAll(" ", "-");
}
