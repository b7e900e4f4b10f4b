/** Mocha's own report, and one plain line to count by. */
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
	epilogue() {
		super.epilogue();
		const { passes, failures, pending } = this.stats;
		console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
	}
};
