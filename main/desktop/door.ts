import { randomBytes } from 'node:crypto'
import { ipcMain } from 'electron'
import type { Door, DoorAnswer } from '@contract/desktop'
import { FabError } from '@contract/errors'
import type { z } from 'zod'

/** The frame that sent a message, as far as a door looks at it. */
interface SenderFrame {
  readonly url: string
  readonly origin: string
  readonly parent: unknown
}

/** What a door sees of Electron's invoke event. */
export interface DoorEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: SenderFrame | null
}

/** What {@link makeDoors} needs. */
export interface DoorRules {
  /** True for web contents that a window of ours holds. */
  readonly trusted: (contentsId: number) => boolean
  readonly own: (url: string) => boolean
  readonly log: (message: string) => void
}

/** Opens one door: channel, schema of its arguments, limit in bytes, and what it does. */
export type OpenDoor = <Args extends z.ZodType<readonly unknown[]>>(
  door: Door,
  args: Args,
  act: (args: z.output<Args>, contentsId: number) => unknown,
  limit?: number
) => void

const usualLimit = 64 * 1024
const deepest = 8

/**
 * Rough size of a message in bytes: text as UTF-16, arrays of bytes as they are. Returns Infinity
 * for what is nested too deeply or of a kind that no door takes.
 */
export function sizeOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return value.length * 2
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean')
    return 8
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value !== 'object' || depth >= deepest) return Infinity
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return Infinity
  let sum = 8
  for (const [key, item] of Object.entries(value)) sum += key.length * 2 + sizeOf(item, depth + 1)
  return sum
}

/** Why a sender is not heard, or null when it may speak. */
function refuseSender(event: DoorEvent, rules: Pick<DoorRules, 'trusted' | 'own'>): string | null {
  const frame = event.senderFrame
  if (frame === null) return 'the frame is gone'
  if (frame.parent !== null) return 'the sender is not a top frame'
  if (!rules.own(frame.url) || !rules.own(frame.origin)) return 'the origin is foreign'
  if (!rules.trusted(event.sender.id)) return 'the web contents are unknown'
  return null
}

/**
 * The only wrapper of ipcMain.handle. A door hears top frames of own windows on the own origin
 * alone, takes arguments of its schema up to its limit, and answers faults as data: no error, stack
 * or path of main reaches a page.
 */
export function makeDoors(rules: DoorRules): OpenDoor {
  return (door, schema, act, limit = usualLimit) => {
    ipcMain.handle(door, async (event: DoorEvent, ...args: unknown[]): Promise<DoorAnswer> => {
      try {
        const refusal = refuseSender(event, rules)
        if (refusal !== null) {
          rules.log(`${door} refused: ${refusal}`)
          throw new FabError('contract.forbidden')
        }
        if (sizeOf(args) > limit) throw new FabError('contract.tooLarge', { limit })
        const parsed = schema.safeParse(args)
        if (!parsed.success)
          throw new FabError('contract.input', { issue: parsed.error.issues[0]?.message ?? '' })
        return { ok: true, value: await act(parsed.data, event.sender.id) }
      } catch (error) {
        if (error instanceof FabError) return { ok: false, fault: error.fault }
        const reference = randomBytes(4).toString('hex')
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
        rules.log(`${door} failed (${reference}): ${why}`)
        return { ok: false, fault: new FabError('contract.internal', { reference }).fault }
      }
    })
  }
}
