/** The board for tscircuit: every part, net and line of ink, from the tables. */
import type { ReactElement } from "react";
import {
	FOOTPRINTS,
	type Footprint,
	type Hole,
	type Peg,
	type Place,
	type SurfacePad,
} from "./footprints.ts";
import { INK, type Words } from "./ink.ts";
import { NETS, type Net } from "./nets.ts";
import { PARTS, type Part, type Pin, REFS, type Ref } from "./parts.ts";
import { BOARD, PLACEMENT, SCREW_HOLES } from "./placement.ts";
import { SYMBOLS } from "./schematic.ts";

const RULES = {
	minTraceWidth: 0.3,
	nominalTraceWidth: 0.3,
	defaultTraceWidth: 0.3,
	minTraceToPadEdgeClearance: 0.25,
	minViaEdgeToPadEdgeClearance: 0.25,
	minBoardEdgeClearance: 0.5,
	pcbStyle: { viaPadDiameter: 0.8, viaHoleDiameter: 0.4 },
	schMaxTraceDistance: 6,
};

export function CarrierBoard(): ReactElement {
	return (
		<board
			width={BOARD.width}
			height={BOARD.height}
			thickness={BOARD.thickness}
			borderRadius={BOARD.corner}
			{...RULES}
		>
			{REFS.map((ref) => (
				<OnePart key={ref} name={ref} />
			))}
			{(Object.keys(NETS) as Net[]).flatMap((net) =>
				NETS[net].map((pin: Pin) => <Joint key={pin} net={net} pin={pin} />),
			)}
			{SCREW_HOLES.at.map(({ x, y }) => (
				<Drilled key={`${x} ${y}`} x={x} y={y} diameter={SCREW_HOLES.diameter} />
			))}
			{INK.words.map((one) => (
				<Printed key={`${one.x} ${one.y}`} {...one} />
			))}
			{INK.lines.map((route) => (
				<Line key={JSON.stringify(route)} route={route} />
			))}
			<Barrier x={SYMBOLS.U2.x} />
		</board>
	);
}

/** In the schematic: who feeds what, with a line between that only the optocoupler crosses. */
function Barrier({ x }: { readonly x: number }): ReactElement {
	const line = { x1: x, x2: x, isDashed: true, strokeWidth: 0.03, dashLength: 0.15, dashGap: 0.1 };
	const words = { schY: 3.1, fontSize: 0.26 };
	return (
		<>
			<schematicline {...line} y1={3.2} y2={0.5} />
			<schematicline {...line} y1={-0.8} y2={-3.2} />
			<schematictext {...words} text="fed by the meter" schX={x - 0.2} anchor="right" />
			<schematictext {...words} text="fed by USB" schX={x + 0.2} anchor="left" />
		</>
	);
}

function Joint({ net, pin }: { readonly net: Net; readonly pin: Pin }): ReactElement {
	return <trace from={`net.${net}`} to={port(pin)} thickness={0.3} />;
}

function Drilled({ x, y, diameter }: Peg): ReactElement {
	return <hole diameter={diameter} pcbX={x} pcbY={y} />;
}

function Printed({ words, x, y, size, turn }: Words): ReactElement {
	return <silkscreentext text={words} pcbX={x} pcbY={y} fontSize={size} pcbRotation={turn ?? 0} />;
}

function Line({ route }: { readonly route: readonly Place[] }): ReactElement {
	return <silkscreenpath route={[...route]} strokeWidth={0.15} />;
}

function OnePart({ name }: { readonly name: Ref }): ReactElement {
	const part: Part = PARTS[name];
	const { x, y, turn } = PLACEMENT[name];
	const symbol = SYMBOLS[name];
	const common = {
		name,
		manufacturerPartNumber: part.printed,
		pcbX: x,
		pcbY: y,
		pcbRotation: turn,
		schX: symbol.x,
		schY: symbol.y,
		schRotation: symbol.turn ?? 0,
		footprint: <Copper of={FOOTPRINTS[part.footprint]} />,
	};
	if (symbol.box !== undefined) {
		return (
			<chip
				{...common}
				pinLabels={Object.fromEntries(part.pins.map((pin, i) => [`pin${i + 1}`, pin]))}
				schWidth={symbol.box.width}
				schPinArrangement={{
					leftSide: { direction: "top-to-bottom", pins: [...symbol.box.left] },
					rightSide: { direction: "top-to-bottom", pins: [...symbol.box.right] },
				}}
			/>
		);
	}
	if (name.startsWith("R")) return <resistor {...common} resistance={part.printed} />;
	if (name.startsWith("C")) return <capacitor {...common} capacitance={`${part.printed}F`} />;
	if (name.startsWith("D"))
		return <chip {...common} symbol={<TvsSymbol name={name} words={part.printed} />} />;
	return <testpoint {...common} />;
}

/** Two diodes, face to face: it clamps in both directions. */
function TvsSymbol({
	name,
	words,
}: {
	readonly name: string;
	readonly words: string;
}): ReactElement {
	const stroke = 0.02;
	return (
		<symbol>
			<schematicpath
				strokeWidth={stroke}
				points={[
					{ x: -0.16, y: 0.26 },
					{ x: 0.16, y: 0.26 },
					{ x: -0.16, y: -0.26 },
					{ x: 0.16, y: -0.26 },
					{ x: -0.16, y: 0.26 },
				]}
			/>
			<schematicpath
				strokeWidth={stroke}
				points={[
					{ x: -0.2, y: -0.06 },
					{ x: -0.2, y: 0 },
					{ x: 0.2, y: 0 },
					{ x: 0.2, y: 0.06 },
				]}
			/>
			<schematictext text={name} schX={0.3} schY={0.16} anchor="left" fontSize={0.18} />
			<schematictext text={words} schX={0.3} schY={-0.12} anchor="left" fontSize={0.18} />
			<port name="pin1" pinNumber={1} schX={0} schY={0.5} direction="up" schStemLength={0.24} />
			<port name="pin2" pinNumber={2} schX={0} schY={-0.5} direction="down" schStemLength={0.24} />
		</symbol>
	);
}

function Copper({ of }: { readonly of: Footprint }): ReactElement {
	const [left, bottom, right, top] = of.body;
	const corners = [
		{ x: left, y: bottom },
		{ x: right, y: bottom },
		{ x: right, y: top },
		{ x: left, y: top },
	];
	return (
		<footprint>
			{of.pads?.map((pad) => (
				<SurfaceCopper key={pad.pin} {...pad} />
			))}
			{of.holes?.map((hole) => (
				<HoleCopper key={hole.pin} {...hole} />
			))}
			{of.pegs?.map((peg) => (
				<Drilled key={`${peg.x} ${peg.y}`} {...peg} />
			))}
			{of.ink.map((route) => (
				<Line key={JSON.stringify(route)} route={route} />
			))}
			<courtyardoutline outline={corners} />
		</footprint>
	);
}

function SurfaceCopper({ pin, x, y, width, height }: SurfacePad): ReactElement {
	const place = { pcbX: x, pcbY: y, portHints: [`pin${pin}`] };
	return <smtpad shape="rect" {...place} width={width} height={height} />;
}

function HoleCopper({ pin, x, y, drill, pad, square }: Hole): ReactElement {
	const place = { pcbX: x, pcbY: y, portHints: [`pin${pin}`], holeDiameter: drill };
	if (!square) return <platedhole shape="circle" {...place} outerDiameter={pad} />;
	return (
		<platedhole
			shape="circular_hole_with_rect_pad"
			{...place}
			rectPadWidth={pad}
			rectPadHeight={pad}
		/>
	);
}

function port(pin: Pin): string {
	const [ref, name] = pin.split(/\.(.*)/) as [Ref, string];
	return `.${ref} > .pin${(PARTS[ref].pins as readonly string[]).indexOf(name) + 1}`;
}
