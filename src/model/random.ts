/** A whole number from 0 up to `below`, which is at most 65 536, that nobody can guess. */
export type Random = (below: number) => number;
