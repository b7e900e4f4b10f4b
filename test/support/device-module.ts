/** Modules of `src/device` as they stand, on Node, with the SDK's modules in their place being the test's. */
import { buildSync } from "esbuild";

/** What `src/device/<name>.ts` exports. `machine` has the default exports of the SDK's modules. */
export function deviceModule<Exports>(name: string, machine: object): Exports {
	const { outputFiles } = buildSync({
		entryPoints: [`src/device/${name}.ts`],
		bundle: true,
		write: false,
		format: "cjs",
		external: Object.keys(machine),
		loader: { ".html": "text" },
		tsconfigRaw: { compilerOptions: { target: "es2022", useDefineForClassFields: true } },
	});
	const required = (id: string) => machine[id as keyof typeof machine];
	const module = { exports: {} };
	const text = outputFiles[0]?.text ?? "";
	new Function("module", "exports", "require", text)(module, module.exports, required);
	return module.exports as Exports;
}
