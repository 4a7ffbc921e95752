import { z } from 'zod'
import type { Fault } from './errors'

/**
 * What may cross a transport besides JSON: numbers in bulk, always as one of these typed arrays.
 * A MessagePort clones them; HTTP frames them (see {@link packReply}).
 */
export type Numbers = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

const kinds = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array
} as const

type NumbersKind = keyof typeof kinds

function kindOf(value: unknown): NumbersKind | null {
  if (!ArrayBuffer.isView(value)) return null
  for (const [kind, type] of Object.entries(kinds)) if (value instanceof type) return kind as NumbersKind
  return null
}

/** Schema of the one binary kind. */
export const numbers = <T extends Numbers>(
  type: (new () => Numbers) & { readonly prototype: T }
): z.ZodType<T, T> => z.custom<T>(v => v instanceof type)

/** A call from client to core over a message port or a local door. */
export interface CallMessage {
  readonly t: 'call'
  readonly id: number
  readonly name: string
  readonly input: unknown
  readonly token: string | null
}

/** Start or stop receiving events on this connection. */
export interface ListenMessage {
  readonly t: 'listen'
  readonly token: string | null
}

/** Nobody waits for the answer to a call any more; it may still come. */
export interface CancelMessage {
  readonly t: 'cancel'
  readonly id: number
}

/** What a client sends. */
export type ClientMessage = CallMessage | CancelMessage | ListenMessage

/** What core sends. */
export type CoreMessage =
  | { readonly t: 'result'; readonly id: number; readonly output: unknown }
  | { readonly t: 'fault'; readonly id: number; readonly fault: Fault }
  | { readonly t: 'event'; readonly event: CoreEvent }

/**
 * Something changed and was committed. `topic` is the capability's record kind (`case`, `job`,
 * `people`, ...); `id` is null when many records changed.
 */
export interface CoreEvent {
  readonly topic: string
  readonly id: string | null
  /** Case the change belongs to, so that an open workspace refreshes. */
  readonly subject: string | null
  /** Small extra facts (a job's progress, a notice's text key). */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>
}

/** True for a well-formed message of a client. */
export function isClientMessage(value: unknown): value is ClientMessage {
  if (typeof value !== 'object' || value === null || !('t' in value)) return false
  if (value.t === 'cancel') return 'id' in value && typeof value.id === 'number'
  const token = 'token' in value ? value.token : undefined
  if (token !== null && typeof token !== 'string') return false
  if (value.t === 'listen') return true
  return (
    value.t === 'call' &&
    'id' in value &&
    typeof value.id === 'number' &&
    'name' in value &&
    typeof value.name === 'string'
  )
}

const mark = '$numbers'

function holdsNumbers(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (ArrayBuffer.isView(value)) return true
  if (Array.isArray(value)) return value.some(holdsNumbers)
  for (const key in value) if (holdsNumbers((value as Record<string, unknown>)[key])) return true
  return false
}

/**
 * Frame a reply that holds typed arrays: u32 length of the JSON head (little-endian), the head
 * padded to 8 bytes with spaces, then the arrays, each at a multiple of 8. Returns null when the
 * value holds none and plain JSON will do.
 */
export function packReply(value: unknown): Uint8Array<ArrayBuffer> | null {
  if (!holdsNumbers(value)) return null
  const blobs: Numbers[] = []
  let offset = 0
  const head = JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    // The holder's own value: a Node Buffer is a Uint8Array whose toJSON has been at `item` already.
    const original = this[key]
    const kind = kindOf(original)
    if (kind === null) return item
    const array = original as Numbers
    const place = { [mark]: kind, at: offset, n: array.length }
    blobs.push(array)
    offset += Math.ceil(array.byteLength / 8) * 8
    return place
  })
  if (blobs.length === 0) return null
  const text = encodeUtf8(head)
  const start = Math.ceil((4 + text.length) / 8) * 8
  const bytes = new Uint8Array(start + offset)
  bytes.fill(0x20, 4, start)
  new DataView(bytes.buffer).setUint32(0, start - 4, true)
  bytes.set(text, 4)
  let at = start
  for (const blob of blobs) {
    bytes.set(new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength), at)
    at += Math.ceil(blob.byteLength / 8) * 8
  }
  return bytes
}

/** Reverse of {@link packReply}; the arrays are views into `bytes`. Throws RangeError on a bad frame. */
export function unpackReply(bytes: Uint8Array<ArrayBuffer>): unknown {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength)
  const length = view.getUint32(0, true)
  const start = aligned.byteOffset + 4 + length
  const head = decodeUtf8(aligned.subarray(4, 4 + length))
  return JSON.parse(head, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || !(mark in item)) return item
    const place = item as { [mark]: NumbersKind; at: number; n: number }
    return new kinds[place[mark]](aligned.buffer, start + place.at, place.n)
  })
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string }

function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
