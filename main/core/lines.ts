import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'

/** Number of the messages that pass a store's door (door.ts); raised when they change. Client and door must agree. */
export const doorVersion = 1

/**
 * The lines of a socket; the connection ends when one grows beyond `limit()` characters, which is asked
 * anew for each chunk.
 */
export function eachLine(socket: Socket, limit: () => number, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let parts: string[] = []
  let length = 0
  socket.on('data', (chunk: Buffer) => {
    const pieces = decoder.write(chunk).split('\n')
    for (const [index, piece] of pieces.entries()) {
      parts.push(piece)
      length += piece.length
      if (length > limit()) {
        socket.destroy()
        return
      }
      if (index === pieces.length - 1) return
      const line = parts.join('')
      parts = []
      length = 0
      take(line)
      if (socket.destroyed) return
    }
  })
}

/** JSON in which bytes are `{ $bytes: base64 }`. */
export function toLine(value: unknown): string {
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, item: unknown) {
    // `item` is what toJSON made of a Buffer; the holder still has the Buffer itself.
    const original = this[key]
    if (!(original instanceof Uint8Array)) return item
    return {
      $bytes: Buffer.from(original.buffer, original.byteOffset, original.byteLength).toString('base64')
    }
  })
  return `${text}\n`
}

/** Reverse of {@link toLine}; null for what is no JSON. */
export function fromLine(line: string): unknown {
  try {
    return JSON.parse(line, (_key, item: unknown) => {
      if (typeof item !== 'object' || item === null || !('$bytes' in item)) return item
      return typeof item.$bytes === 'string' ? new Uint8Array(Buffer.from(item.$bytes, 'base64')) : item
    })
  } catch {
    return null
  }
}
