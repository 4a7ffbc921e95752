/** The typed arrays that grow while a file is read. */
type Growing =
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/** A longer array of the same kind with the same beginning; the rest is 0. */
export function widen<T extends Growing>(from: T, size: number): T {
  const make = from.constructor as new (size: number) => T
  const wider = new make(size)
  wider.set(from)
  return wider
}
