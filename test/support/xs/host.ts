/** Suites that need the XS host. */
import { xsHost } from "../../../host-sim/xs/host.ts";

/** Without the host the suite is skipped by name, which CI takes for a failure. */
export function withXs(title: string, tests: (host: string) => void): void {
	describe(title, () => {
		const host = xsHost();
		if (host !== undefined) tests(host);
		else {
			it("needs XS: npm run build:xs", function () {
				if (process.env["CI"]) throw new Error("the XS host is not built");
				this.skip();
			});
		}
	});
}
