/** Files that esbuild turns into strings (`--loader:.html=text`). */
declare module "*.html" {
	const text: string;
	export default text;
}
