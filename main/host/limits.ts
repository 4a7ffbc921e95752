/** How much a host takes from the outside; tests tighten some of it. */
export interface HostLimits {
  /** Open connections; more are dropped. */
  readonly connections: number
  /** Until all headers of a request are there. */
  readonly headersMs: number
  /** Until the whole of a JSON body is there. */
  readonly bodyMs: number
  /** Bytes of a JSON body. */
  readonly bodyBytes: number
  /** In each such span an upload must bring at least `uploadFloor` bytes, or end. */
  readonly stallMs: number
  readonly uploadFloor: number
  /** Bytes of an uploaded file. */
  readonly uploadBytes: number
  /** Open event streams, of everybody. */
  readonly streams: number
  readonly heartbeatMs: number
  /** How long a refused upload may go on being sent before its connection is cut, so that the answer arrives. */
  readonly lingerMs: number
  /** How long requests that run may take to end when the host does. */
  readonly graceMs: number
}

export const defaultLimits: HostLimits = {
  connections: 512,
  headersMs: 10_000,
  bodyMs: 30_000,
  bodyBytes: 4 * 1024 ** 2,
  stallMs: 30_000,
  uploadFloor: 16 * 1024,
  uploadBytes: 2 * 1024 ** 3,
  streams: 256,
  heartbeatMs: 15_000,
  lingerMs: 2_000,
  graceMs: 2_000
}
