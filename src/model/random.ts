/** A whole number from 0 up to `below`, which is at most 2^31, that nobody can guess. */
export type Random = (below: number) => number;
