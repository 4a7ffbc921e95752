import type { Output } from '@contract/index'
import type { Handlers } from '../../store/context'
import { pinName } from '../set/pins'
import type { Detail, PinInfo } from '../set/types'
import { openSet } from './open-set'
import { countDetails, countNotes, readDetails, readNotes, readPins } from './notes-reader'
import { readPartIds } from './parts'
import type { SqlReader } from './database'
import { readTest, type StoredSet } from './reader'

type PinOut = Output<'instruments.pins'>['pins'][number]

/** Lists of PMR indexes in a detail. */
const pinLists = new Set(['FAIL_PIN', 'PMR_INDX', 'LIM_INDX'])

function byIndex(pins: readonly PinInfo[]): Map<number, PinInfo> {
  const found = new Map<number, PinInfo>()
  // Described twice, the first holds: reuse of an index is not permitted.
  for (const pin of pins) if (!found.has(pin.pmr)) found.set(pin.pmr, pin)
  return found
}

function pinOut(pin: PinInfo | undefined, pmr: number): PinOut {
  const { channel = '', physical = '', logical = '', head = 1, site = 1 } = pin ?? {}
  return { pmr, name: pinName(pin, pmr), channel, physical, logical, head, site }
}

function detailText(name: string, value: Detail['fields'][string], pins: Map<number, PinInfo>): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (!pinLists.has(name)) return value.join(', ')
  return value.map(pmr => pinName(pins.get(Number(pmr)), Number(pmr))).join(', ')
}

/** Names of the pins behind the values of a test, in their order. */
export function pinNames(sql: SqlReader, set: StoredSet): (pins: readonly number[]) => string[] {
  let known: Map<number, PinInfo> | null = null
  return pins => {
    if (pins.length === 0) return []
    const named = (known ??= byIndex(readPins(sql, set)))
    return pins.map(pmr => pinName(named.get(pmr), pmr))
  }
}

/** Texts, pins and failures in particular, of one set. */
export const noteHandlers = {
  'instruments.notes': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const query = {
      part: input.part ?? undefined,
      text: input.text,
      offset: input.offset,
      limit: input.limit
    }
    const notes = readNotes(sql, set, query)
    const ids = readPartIds(
      sql,
      set,
      notes.map(note => note.part).filter(part => part !== null)
    )
    return {
      total: countNotes(sql, set, query),
      notes: notes.map(note => ({ ...note, partId: note.part === null ? '' : (ids.get(note.part) ?? '') }))
    }
  },
  'instruments.pins': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const pins = readPins(sql, set)
    if (input.test === null) return { pins: pins.map(pin => pinOut(pin, pin.pmr)) }
    const known = byIndex(pins)
    return { pins: readTest(sql, set, input.test).pins.map(pmr => pinOut(known.get(pmr), pmr)) }
  },
  'instruments.details': (ctx, input) => {
    const { sql, set } = openSet(ctx, input.id)
    const query = {
      part: input.part ?? undefined,
      test: input.test ?? undefined,
      offset: input.offset,
      limit: input.limit
    }
    const details = readDetails(sql, set, query)
    const pins = details.length === 0 ? new Map<number, PinInfo>() : byIndex(readPins(sql, set))
    return {
      total: countDetails(sql, set, query),
      details: details.map(({ test, part, fields }) => ({
        test,
        part,
        fields: Object.entries(fields).map(([name, value]): [string, string] => [
          name,
          detailText(name, value, pins)
        ])
      }))
    }
  }
} satisfies Partial<Handlers>
