import type { Output } from '@contract/index'

/** A piece of evidence with everything that is kept of it. */
export type Kept = Output<'evidence.get'>
