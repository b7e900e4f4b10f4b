/**
 * The display: strips from top to bottom, of which only those that changed are drawn. A display
 * that takes only whole updates (SSD1306) is drawn whole when anything changed.
 */
import { BarView } from "./bar-view.ts";
import { HeaderView } from "./header-view.ts";
import { PowerView } from "./power-view.ts";
import type { Brush, Fonts, Screen } from "./screen.ts";
import type { Shown, View } from "./view.ts";

export interface DisplayOptions {
	/** The display takes only updates of the whole screen. */
	readonly isWhole: boolean;
}

export class Display {
	/** Updates sent to the screen. */
	updates = 0;
	readonly #brush: Brush;
	readonly #views: readonly View[];
	readonly #changed: boolean[];
	readonly #isWhole: boolean;
	#isFirst = true;

	constructor(screen: Screen, fonts: Fonts, options: DisplayOptions) {
		this.#brush = {
			screen,
			fonts,
			ink: screen.makeColor(255, 255, 255),
			paper: screen.makeColor(0, 0, 0),
		};
		this.#views = [new HeaderView(), new PowerView(), new BarView(screen.width)];
		this.#changed = this.#views.map(() => true);
		this.#isWhole = options.isWhole;
	}

	/** Draws what has changed. */
	show(shown: Shown): void {
		let any = this.#isFirst;
		for (let i = 0; i < this.#views.length; i++) {
			const changed = (this.#views[i] as View).update(shown) || this.#isFirst;
			this.#changed[i] = changed;
			any ||= changed;
		}
		if (!any) return;
		if (this.#isWhole || this.#isFirst) this.#drawWhole();
		else this.#drawChanged();
		this.#isFirst = false;
	}

	#drawWhole(): void {
		const { screen, paper } = this.#brush;
		screen.begin(0, 0, screen.width, screen.height);
		screen.fillRectangle(paper, 0, 0, screen.width, screen.height);
		for (let i = 0; i < this.#views.length; i++) (this.#views[i] as View).draw(this.#brush);
		screen.end();
		this.updates++;
	}

	#drawChanged(): void {
		const { screen, paper } = this.#brush;
		for (let i = 0; i < this.#views.length; i++) {
			if (!this.#changed[i]) continue;
			const view = this.#views[i] as View;
			screen.begin(0, view.top, screen.width, view.height);
			screen.fillRectangle(paper, 0, view.top, screen.width, view.height);
			view.draw(this.#brush);
			screen.end();
			this.updates++;
		}
	}
}
