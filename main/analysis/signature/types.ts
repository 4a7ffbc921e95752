/** What a wafer's failures can look like. `random` is the absence of all others. */
export const signatureKinds = ['ring', 'scratch', 'centre', 'edge', 'cluster', 'repeater'] as const
export type SignatureKind = (typeof signatureKinds)[number]
export type MapKind = SignatureKind | 'random'

/** A single or stacked map: one entry per die position. */
export interface DieMap {
  /** Die coordinates, whole numbers. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  /** Share of the tested dies here that failed, 0 to 1; NaN where none was tested. */
  readonly fail: ArrayLike<number>
  /** Dies tested at this place, one per wafer of the stack; 1 each unless told. */
  readonly tested?: ArrayLike<number>
}
