/** How a packed column lies in its bytes. `x1`: one value of eight bytes that stands for all. */
export type PackedType = 'x1' | 'i1' | 'i2' | 'i4' | 'f4' | 'f8'

/** Numbers in the fewest bytes that give every one of them back. */
export interface PackedNumbers {
  readonly type: PackedType
  readonly data: ArrayBufferView<ArrayBuffer>
}

/** Pack numbers; NaN is kept by the floating types. */
export function packNumbers(values: Float64Array<ArrayBuffer>): PackedNumbers {
  const [first = Number.NaN] = values
  let same = true
  let whole = true
  let single = true
  let low = 0
  let high = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0
    if (!Object.is(value, first)) same = false
    if (!Number.isInteger(value) || Object.is(value, -0)) whole = false
    else if (value < low) low = value
    else if (value > high) high = value
    if (single && !Object.is(Math.fround(value), value)) single = false
  }
  if (same) return { type: 'x1', data: Float64Array.of(first) }
  if (whole && low >= -128 && high <= 127) return { type: 'i1', data: Int8Array.from(values) }
  if (whole && low >= -32_768 && high <= 32_767) return { type: 'i2', data: Int16Array.from(values) }
  if (whole && low >= -(2 ** 31) && high < 2 ** 31) return { type: 'i4', data: Int32Array.from(values) }
  return single ? { type: 'f4', data: Float32Array.from(values) } : { type: 'f8', data: values }
}

const arrays = { i1: Int8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array } as const

/** Numbers as {@link packNumbers} packed them, into `into` from `at` on. @throws RangeError for another type */
export function unpackNumbers(
  type: string,
  bytes: Uint8Array,
  into: Float64Array,
  at: number,
  count: number
): void {
  if (type === 'x1') {
    into.fill(new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true), at, at + count)
    return
  }
  if (!Object.hasOwn(arrays, type)) throw new RangeError(`no packed column is of type ${type}`)
  const make = arrays[type as keyof typeof arrays]
  const aligned = new Uint8Array(bytes)
  into.set(new make(aligned.buffer, 0, count), at)
}
