/**
 * The off-the-shelf builds. Pins, ports and displays stand here and nowhere else: from it come the
 * boards' blocks in `manifest.json`, `builds.md` and the drawings (`npm run builds`).
 *
 * Sources: `provider.js`, `manifest.json` and `setup-target.js` are of the target's folder in the
 * Moddable SDK 8.2.3, `build/devices/esp32/targets`; "Arduino variant" is `pins_arduino.h` of the
 * board in Espressif's arduino-esp32.
 */
import type { Build } from "./build.ts";

export const BUILDS: readonly Build[] = [
	{
		name: "xiao-esp32-c3",
		title: "Seeed Studio XIAO ESP32-C3",
		buy: "XIAO ESP32-C3 with its antenna, and a 0.96-inch 128×64 OLED with SSD1306 and four pins (I2C)",
		target: "esp32/xiao_esp32c3",
		chip: "ESP32-C3",
		han: {
			receive: {
				printed: "D7",
				gpio: 20,
				from: "provider.js (Serial receive); Arduino variant XIAO_ESP32C3 (D7, RX)",
			},
			port: 0,
		},
		supply: "3V3",
		ground: "GND",
		display: {
			place: "wired",
			sda: {
				printed: "D4",
				gpio: 6,
				from: "provider.js (I2C data); Arduino variant XIAO_ESP32C3 (D4, SDA)",
			},
			scl: {
				printed: "D5",
				gpio: 7,
				from: "provider.js (I2C clock); Arduino variant XIAO_ESP32C3 (D5, SCL)",
			},
		},
		taken: [{ gpio: 9, by: "the BOOT button" }],
		button: 9,
		notes: [
			"The target's `manifest.json` has I2C on GPIO5 and 6, which is not what the board prints; the display's own pins in our block decide.",
		],
	},
	{
		name: "lolin-c3-mini",
		title: "LOLIN C3 mini",
		buy: "LOLIN (Wemos) C3 mini V2, and a 0.96-inch 128×64 OLED with SSD1306 and four pins (I2C)",
		target: "esp32/lolin_c3mini",
		chip: "ESP32-C3",
		han: {
			receive: {
				printed: "RX",
				gpio: 20,
				from: "provider.js (Serial receive); Arduino variant lolin_c3_mini (RX)",
			},
			port: 0,
		},
		supply: "3V3",
		ground: "GND",
		display: {
			place: "wired",
			sda: {
				printed: "8",
				gpio: 8,
				from: "provider.js (I2C data); Arduino variant lolin_c3_mini (SDA)",
			},
			scl: {
				printed: "10",
				gpio: 10,
				from: "provider.js (I2C clock); Arduino variant lolin_c3_mini (SCL)",
			},
		},
		taken: [
			{ gpio: 7, by: "the RGB LED" },
			{ gpio: 9, by: "the BOOT button" },
		],
		button: 9,
		light: { gpio: 7, kind: "rgb" },
		override: {
			config: { led: { rainbow: false } },
			why: "The target would change the LED's colour 30 times a second; it is ours.",
		},
		notes: [
			"SDA is a strapping pin (GPIO8), which wants to be high at reset; an idle I2C line is.",
			"LOLIN's own OLED shield has 64×48 pixels and does not fit the display's layout.",
		],
	},
	{
		name: "lolin32-oled",
		title: "LOLIN32 with OLED",
		buy: "“Wemos LOLIN32 OLED”, an ESP32 with a 0.96-inch OLED on the board; many makers sell it",
		target: "esp32/wemos_oled_lolin32",
		chip: "ESP32",
		han: {
			receive: {
				printed: "13",
				gpio: 13,
				from: "silkscreen as listed in mini-morserino's notes on Hailege's copy of the board",
			},
			port: 1,
		},
		supply: "3V3",
		ground: "GND",
		display: { place: "board", driver: "ssd1306", width: 128, height: 64, sda: 5, scl: 4 },
		taken: [
			{ gpio: 5, by: "the OLED's SDA" },
			{ gpio: 4, by: "the OLED's SCL" },
			{ gpio: 16, by: "the OLED's reset" },
			{ gpio: 0, by: "the BOOT button" },
		],
		button: 0,
		notes: [
			"On some copies BOOT must be held while flashing begins (mini-morserino's notes).",
			"GPIO16 is driven as the display's reset even where a copy leaves it unconnected.",
		],
	},
	{
		name: "heltec-wifi-kit-32",
		title: "Heltec WiFi Kit 32, V1 or V2",
		buy: "Heltec WiFi Kit 32 V1 or V2 (ESP32). V3 has an ESP32-S3 and needs another target",
		target: "esp32/heltec_wifi_kit_32",
		chip: "ESP32",
		han: {
			receive: {
				printed: "13",
				gpio: 13,
				from: "Arduino variant heltec_wifi_kit_32 (A14, T4)",
			},
			port: 1,
		},
		supply: "3V3",
		ground: "GND",
		display: { place: "board", driver: "ssd1306", width: 128, height: 64, sda: 4, scl: 15 },
		taken: [
			{ gpio: 4, by: "the OLED's SDA" },
			{ gpio: 15, by: "the OLED's SCL" },
			{ gpio: 16, by: "the OLED's reset" },
			{ gpio: 25, by: "the LED" },
			{ gpio: 0, by: "the PRG button" },
		],
		button: 0,
		light: { gpio: 25, kind: "plain" },
		notes: [
			"Some V2 boards also measure their battery on GPIO13 (Heltec's forum, of the LoRa sister board): connect no battery.",
		],
	},
	{
		name: "lilygo-t-display",
		title: "LilyGO T-Display",
		buy: "LilyGO (TTGO) T-Display with an ESP32 and a 1.14-inch 240×135 colour display; not the T-Display-S3",
		target: "esp32/lilygo_ttgo",
		chip: "ESP32",
		han: {
			receive: { printed: "27", gpio: 27, from: "Arduino variant lilygo_t_display (A17, T7)" },
			port: 1,
		},
		supply: "3V3",
		ground: "GND",
		display: { place: "board", driver: "st7789", width: 240, height: 135, backlight: 4 },
		taken: [
			{ gpio: 18, by: "the display's clock" },
			{ gpio: 19, by: "the display's data" },
			{ gpio: 5, by: "the display's select" },
			{ gpio: 16, by: "the display's data/command" },
			{ gpio: 23, by: "the display's reset" },
			{ gpio: 4, by: "the display's backlight" },
			{ gpio: 34, by: "the battery's voltage" },
			{ gpio: 0, by: "the left button" },
			{ gpio: 35, by: "the right button" },
		],
		button: 0,
		notes: [
			"The target's own setup turns off the backlight on a pin it does not name, and would take GPIO0 for it; our block names it.",
		],
	},
	{
		name: "m5-atom-lite",
		title: "M5Stack Atom Lite",
		buy: "M5Stack Atom Lite (ESP32-PICO-D4, not the AtomS3), if wanted with a 0.96-inch 128×64 OLED with SSD1306 (I2C) and a Grove cable (HY2.0-4P) to cut in two",
		target: "esp32/m5atom_lite",
		chip: "ESP32-PICO-D4",
		han: {
			receive: { printed: "G22", gpio: 22, from: "M5Stack's page on Atom Lite (PIN port)" },
			port: 1,
		},
		supply: "3V3",
		ground: "GND",
		display: {
			place: "wired",
			sda: {
				printed: "Grove yellow",
				gpio: 26,
				from: "provider.js (I2C data); M5Stack's page on Atom Lite (HY2.0-4P)",
				colour: "yellow",
			},
			scl: {
				printed: "Grove white",
				gpio: 32,
				from: "provider.js (I2C clock); M5Stack's page on Atom Lite (HY2.0-4P)",
				colour: "white",
			},
		},
		taken: [
			{ gpio: 27, by: "the RGB LED" },
			{ gpio: 12, by: "the infrared LED" },
			{ gpio: 39, by: "the button" },
		],
		button: 39,
		light: { gpio: 27, kind: "rgb" },
		leaveOpen: "the Grove plug's red wire (5 V)",
		notes: [
			"Module and OLED are fed from the 3V3 pin below the case: the Grove plug has 5 V, and its red wire stays unconnected.",
		],
	},
];
