/** Words on the display, in bokmål and English. On 128 pixels a line holds 21 letters. */

export type Language = "nb" | "en";

export interface Words {
	readonly decimal: string;
	/** Units of an age. */
	readonly second: string;
	readonly minute: string;
	readonly hour: string;
	readonly day: string;
	/** Twelve. */
	readonly months: readonly string[];
	/** Between day and month. */
	readonly dateDot: string;

	/** Beside the number while the house exports. */
	readonly exporting: string;
	/** Before a step: the forecast is close to it, or reaches it. */
	readonly near: string;
	readonly over: string;
	/** Before what may still be taken. */
	readonly free: string;
	/** Before what must be taken less. */
	readonly lower: string;
	readonly left: string;
	readonly topStep: string;

	readonly thisHour: string;
	readonly soFar: string;
	readonly forecast: string;
	/** Before a step: what is left until it. */
	readonly until: string;

	readonly phases: string;
	readonly itNet: string;
	readonly notMeasured: string;
	readonly noPhases: string;
	readonly missing: string;

	readonly twoHours: string;
	readonly noData: string;
	readonly ago: string;
	readonly nowMark: string;

	readonly month: string;
	readonly noPeaks: string;
	readonly mean: string;

	readonly meter: string;
	readonly list: string;
	readonly noFaults: string;
	/** Before the reason. */
	readonly restarted: string;
	readonly memoryFull: string;
	readonly tooOften: string;

	readonly network: string;
	readonly noNetwork: string;
	readonly joining: string;
	readonly page: string;
	readonly joinHere: string;
	readonly key: string;
	/** The owner's. */
	readonly code: string;

	readonly start: string;
	readonly meterConnected: string;

	/** No octet has come yet, or for long. */
	readonly noMeter: string;
	/** After a minute of that; what to do is in two lines. */
	readonly portClosed: string;
	readonly askToOpen: string;
	readonly askToOpen2: string;
	/** Octets come, but no reading yet. */
	readonly listening: string;
	readonly noise: string;
	readonly parity: string;

	/** Why there are no hours. */
	readonly noHours: string;
	readonly noTime: string;
	readonly readingHours: string;
}

export const WORDS: Readonly<Record<Language, Words>> = Object.freeze({
	nb: Object.freeze({
		decimal: ",",
		second: "s",
		minute: "min",
		hour: "t",
		day: "d",
		months: Object.freeze([
			...["jan", "feb", "mars", "april", "mai", "juni"],
			...["juli", "aug", "sep", "okt", "nov", "des"],
		]),
		dateDot: ".",
		exporting: "ut",
		near: "nær",
		over: "over",
		free: "Ledig",
		lower: "Senk",
		left: "igjen",
		topStep: "Høyeste trinn",
		thisHour: "Denne timen",
		soFar: "Hittil",
		forecast: "Prognose",
		until: "Til",
		phases: "Faser",
		itNet: "IT-nett",
		notMeasured: "ikke målt",
		noPhases: "Ingen fasedata ennå",
		missing: "mangler",
		twoHours: "Siste to timer",
		noData: "Ingen data ennå",
		ago: "−2 t",
		nowMark: "nå",
		month: "Månedens topper",
		noPeaks: "Ingen hele timer ennå",
		mean: "Snitt",
		meter: "Måler",
		list: "Liste",
		noFaults: "Ingen feil",
		restarted: "Omstart:",
		memoryFull: "fullt minne",
		tooOften: "for ofte",
		network: "Nett",
		noNetwork: "Ikke på nett",
		joining: "Kobler til",
		page: "Nettside",
		joinHere: "Koble til",
		key: "Nøkkel",
		code: "Kode",
		start: "Kom i gang",
		meterConnected: "Måler tilkoblet",
		noMeter: "Måler ikke tilkoblet",
		portClosed: "HAN-porten er stengt?",
		askToOpen: "Be nettselskapet",
		askToOpen2: "åpne den",
		listening: "Lytter…",
		noise: "Mye støy på linjen",
		parity: "Feil paritet",
		noHours: "Timer lagres ikke",
		noTime: "Venter på klokken",
		readingHours: "Leser timene…",
	}),
	en: Object.freeze({
		decimal: ".",
		second: "s",
		minute: "min",
		hour: "h",
		day: "d",
		months: Object.freeze([
			...["Jan", "Feb", "Mar", "Apr", "May", "June"],
			...["July", "Aug", "Sep", "Oct", "Nov", "Dec"],
		]),
		dateDot: "",
		exporting: "out",
		near: "near",
		over: "over",
		free: "Free",
		lower: "Lower",
		left: "left",
		topStep: "Highest step",
		thisHour: "This hour",
		soFar: "So far",
		forecast: "Forecast",
		until: "To",
		phases: "Phases",
		itNet: "IT net",
		notMeasured: "unmetered",
		noPhases: "No phases yet",
		missing: "missing",
		twoHours: "Last two hours",
		noData: "No data yet",
		ago: "−2 h",
		nowMark: "now",
		month: "Peaks this month",
		noPeaks: "No whole hours yet",
		mean: "Mean",
		meter: "Meter",
		list: "List",
		noFaults: "No faults",
		restarted: "Restart:",
		memoryFull: "memory full",
		tooOften: "too often",
		network: "Network",
		noNetwork: "No network",
		joining: "Joining",
		page: "Web page",
		joinHere: "Join",
		key: "Key",
		code: "Code",
		start: "Getting started",
		meterConnected: "Meter connected",
		noMeter: "Meter not connected",
		portClosed: "HAN port closed?",
		askToOpen: "Ask the grid company",
		askToOpen2: "to open it",
		listening: "Listening…",
		noise: "Noisy line",
		parity: "Wrong parity",
		noHours: "Hours are not kept",
		noTime: "Waiting for the time",
		readingHours: "Reading hours…",
	}),
});
