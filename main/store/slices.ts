import { setImmediate as turn } from 'node:timers/promises'

/** So long a slice may take: others who use the same process must not notice. */
const sliceMs = 15

/**
 * Every item as text, in pieces of UTF-8; the event loop turns between slices of some milliseconds, so that a
 * hundred thousand rows stop nobody.
 */
export async function textInSlices<T>(items: Iterable<T>, write: (item: T) => string): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = []
  let text: string[] = []
  let began = performance.now()
  for (const item of items) {
    text.push(write(item))
    if (text.length < 200 || performance.now() - began < sliceMs) continue
    pieces.push(Buffer.from(text.join('')))
    text = []
    await turn()
    began = performance.now()
  }
  pieces.push(Buffer.from(text.join('')))
  return pieces
}
