/** The figures that this room draws, from the room of statistics. */
export { capability, type Capability } from '../statistics/capability'
export { histogram } from '../statistics/histogram'
