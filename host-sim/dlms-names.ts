/** Names of A-XDR tags, units and objects (IEC 62056-6-2), for people. */

export const TYPE_NAMES: Readonly<Record<number, string>> = {
	0: "null-data",
	3: "boolean",
	5: "int32",
	6: "uint32",
	15: "int8",
	16: "int16",
	17: "uint8",
	18: "uint16",
	20: "int64",
	21: "uint64",
	22: "enum",
	23: "float32",
	24: "float64",
	25: "date-time",
	26: "date",
	27: "time",
};

export const UNIT_NAMES: Readonly<Record<number, string>> = {
	27: "W",
	28: "VA",
	29: "var",
	30: "Wh",
	31: "VAh",
	32: "varh",
	33: "A",
	35: "V",
	44: "Hz",
	255: "no unit",
};

export const OBJECT_NAMES: Readonly<Record<string, string>> = {
	"0.2.129": "list version",
	"96.1.0": "meter id",
	"0.0.5": "meter id",
	"96.1.7": "meter type",
	"96.1.1": "meter type",
	"0.0.1": "meter number",
	"1.0.0": "clock",
};
