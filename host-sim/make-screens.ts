/**
 * Draws every scene into `test/screens`, over what is there, and all of them on one sheet in
 * `docs/screens.png`. Look at them before they are committed.
 *
 *     npm run screens
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { picture, sheets, together } from "./sheets.ts";

const FOLDER = "test/screens";

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const pictures = sheets().map((sheet) => {
	const png = picture(sheet);
	const file = PNG.sync.write(png, { colorType: sheet.isColour ? 2 : 0 });
	writeFileSync(`${FOLDER}/${sheet.name}.png`, file);
	return png;
});
writeFileSync("docs/screens.png", PNG.sync.write(together(pictures), { colorType: 2 }));
