/** Where the carrier's files are, from the top of the repository. */
export const FOLDER = "hardware/carrier";
export const CIRCUIT = `${FOLDER}/circuit.json`;
export const FABRICATION = `${FOLDER}/fab`;
export const KICAD_BOARD = `${FABRICATION}/carrier.kicad_pcb`;
export const KICAD_RULES = `${FABRICATION}/carrier.kicad_dru`;
/** `sha256sum -c` reads it. */
export const SUMS = `${FABRICATION}/SHA256SUMS`;
