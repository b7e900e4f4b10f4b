/** Files that esbuild turns into strings (`--loader:.html=text`, `--loader:.md=text`). */
declare module "*.html" {
	const text: string;
	export default text;
}
declare module "*.md" {
	const text: string;
	export default text;
}

declare module "*.hex" {
	const text: string;
	export default text;
}

/** Files that are text by how they are imported (`with { type: "text" }`). */
declare module "*.css" {
	const text: string;
	export default text;
}
declare module "*.js" {
	const text: string;
	export default text;
}

/** Files that it turns into octets (`--loader:.fnt=binary`, `--loader:.png=binary`). */
declare module "*.fnt" {
	const octets: Uint8Array<ArrayBuffer>;
	export default octets;
}
declare module "*.png" {
	const octets: Uint8Array<ArrayBuffer>;
	export default octets;
}
