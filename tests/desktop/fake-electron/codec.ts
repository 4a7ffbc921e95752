/** Turns values into text and back as the structured clone algorithm would. */
export interface Codec {
  readonly encode: (value: unknown) => string
  readonly decode: (text: string) => unknown
}

/**
 * Structured clone as JSON, for what crosses between Node and a page: dates, maps, sets, bigints,
 * NaN, undefined, errors, typed arrays. Throws on functions, as cloning does. The function stands
 * alone: its source is also put into pages.
 */
export function makeCodec(): Codec {
  const arrays: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Uint8Array,
    Int8Array,
    Uint8ClampedArray,
    Uint16Array,
    Int16Array,
    Uint32Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView
  }
  const toBase64 = (bytes: Uint8Array): string => {
    let text = ''
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
    return btoa(text)
  }
  const fromBase64 = (text: string): ArrayBuffer => {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
    return bytes.buffer
  }
  const pack = (value: unknown, depth: number): unknown => {
    if (depth > 60) throw new Error('could not be cloned: too deep')
    const deeper = (item: unknown): unknown => pack(item, depth + 1)
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number')
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['n', Object.is(value, -0) ? '-0' : String(value)]
    if (value === undefined) return ['u']
    if (typeof value === 'bigint') return ['i', String(value)]
    if (typeof value !== 'object') throw new Error(`An object could not be cloned: ${typeof value}`)
    if (Array.isArray(value)) return ['a', value.map(deeper)]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof Map) return ['m', [...value].map(([key, item]) => [deeper(key), deeper(item)])]
    if (value instanceof Set) return ['s', [...value].map(deeper)]
    if (value instanceof Error) return ['e', value.name, value.message]
    if (value instanceof ArrayBuffer) return ['b', 'ArrayBuffer', toBase64(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      const kind = Object.keys(arrays).find(
        name => Object.prototype.toString.call(value) === `[object ${name}]`
      )
      return ['b', kind ?? 'Uint8Array', toBase64(bytes)]
    }
    return ['o', Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deeper(item)]))]
  }
  const unpack = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value
    const [kind, first, second] = value as [string, unknown, unknown]
    if (kind === 'u') return undefined
    if (kind === 'n') return Number(first)
    if (kind === 'i') return BigInt(first as string)
    if (kind === 'd') return new Date(first as number)
    if (kind === 'a') return (first as unknown[]).map(unpack)
    if (kind === 'm') return new Map((first as [unknown, unknown][]).map(([k, v]) => [unpack(k), unpack(v)]))
    if (kind === 's') return new Set((first as unknown[]).map(unpack))
    if (kind === 'e') return Object.assign(new Error(second as string), { name: first })
    if (kind === 'b') {
      const buffer = fromBase64(second as string)
      const type = arrays[first as string]
      return type === undefined ? buffer : new type(buffer)
    }
    return Object.fromEntries(Object.entries(first as object).map(([key, item]) => [key, unpack(item)]))
  }
  return {
    encode: value => JSON.stringify(pack(value, 0)),
    decode: text => unpack(JSON.parse(text))
  }
}

/** The codec of the Node side. */
export const codec = makeCodec()
