import { randomBytes } from 'node:crypto'
import type { Clock } from './types'

let lastMs = 0
let counter = 0

/**
 * A new id: UUID version 7 (RFC 9562), so that ids sort by the time they were made, and those of one
 * process in the order they were made even when the clock stands still or goes back.
 */
export function newId(clock: Pick<Clock, 'now'>): string {
  const ms = Math.max(clock.now().getTime(), lastMs)
  const bytes = randomBytes(16)
  counter = ms === lastMs ? counter + 1 : bytes.readUInt16BE(6) & 0x07ff
  lastMs = counter > 0x0fff ? ms + 1 : ms
  if (counter > 0x0fff) counter = 0
  bytes.writeUIntBE(lastMs, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
