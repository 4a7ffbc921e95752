import type { ViewPart } from '@contract/analysis'
import { FabError } from '@contract/errors'
import type { Output, Parsed } from '@contract/index'
import {
  readPartColumn,
  readPartTexts,
  readSet,
  type PartTexts,
  type StoredSet
} from '../../instruments/reading'
import { openFilter } from '../view/selection'
import { noPlace } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { partOut } from './parts'

/** Rows an answer holds at most. */
const most = 200

/** What a text asks for: a place, on a wafer or on any, or a text. */
interface Wanted {
  readonly place: { readonly x: number; readonly y: number; readonly wafer: string } | null
  readonly text: string
}

/** `12,-3`, `W05 12,-3`, `x12 y-3`; anything else is a text. */
export function wantedPart(text: string): Wanted {
  const found = /^(?:(.*?)\s+)?[xX]?\s*([+-]?\d{1,5})\s*(?:[,;/]|[,;]?\s*[yY])\s*([+-]?\d{1,5})$/.exec(
    text.trim()
  )
  if (found === null) return { place: null, text: text.trim() }
  const [, wafer = '', x = '', y = ''] = found
  return { place: { x: Number(x), y: Number(y), wafer: wafer.trim().toLowerCase() }, text: text.trim() }
}

/** Rows found, whole ids and codes apart from what only holds the text. */
interface Hits {
  readonly exact: readonly number[]
  readonly held: readonly number[]
}

/**
 * `analysis.findPart`: whole ids and codes first, then those that hold the text; every touch is given.
 * @param store sets to look through where the question names none, the newest first
 */
export function findPart(
  space: Workspace,
  input: Parsed<'analysis.findPart'>,
  store: readonly string[],
  check: () => void
): Output<'analysis.findPart'> {
  const wanted = wantedPart(input.text)
  if (input.sets.length === 0) return findInStore(space, wanted, store, check)
  const view = space.open({ sets: input.sets, retest: 'all', filter: openFilter }, check)
  const { exact, held } = hitsIn(view, wanted)
  const rows = [...exact, ...held]
  const searched = view.ids.length
  return {
    total: rows.length,
    rows: rows.slice(0, most).map(row => partOut(view, row)),
    searched,
    of: searched
  }
}

/**
 * File by file, until enough is found: a store holds more than can be laid side by side. A file is opened only where
 * a look over its ids and places says that it holds something, and nothing of the look is kept: what the workbench
 * keeps in mind must not be pushed out by a search.
 */
function findInStore(
  space: Workspace,
  wanted: Wanted,
  store: readonly string[],
  check: () => void
): Output<'analysis.findPart'> {
  const exact: ViewPart[] = []
  const held: ViewPart[] = []
  let total = 0
  let searched = 0
  for (const id of store) {
    if (total >= most) break
    check()
    searched++
    try {
      if (!mayHold(space, readSet(space.sql, id), wanted)) continue
      const view = space.open({ sets: [id], retest: 'all', filter: openFilter }, check)
      const hits = hitsIn(view, wanted)
      const rowsOf = (rows: readonly number[]) => rows.slice(0, most).map(row => partOut(view, row))
      exact.push(...rowsOf(hits.exact))
      held.push(...rowsOf(hits.held))
      total += hits.exact.length + hits.held.length
    } catch (error) {
      // Taken back while it was looked through, or before.
      if (!(error instanceof FabError) || error.fault.key !== 'record.notFound') throw error
    }
  }
  return { total, rows: [...exact, ...held].slice(0, most), searched, of: store.length }
}

/** False where no part of a file is at the place, or holds the text. */
function mayHold({ sql }: Workspace, set: StoredSet, { place, text }: Wanted): boolean {
  if (place !== null) {
    const x = readPartColumn(sql, set, 'x')
    const y = readPartColumn(sql, set, 'y')
    for (let part = x.indexOf(place.x); part >= 0; part = x.indexOf(place.x, part + 1))
      if (y[part] === place.y) return true
  }
  return (['id', 'text'] as const).some(
    name => holding(readPartTexts(sql, set, name), text).next().done !== true
  )
}

function hitsIn(view: OpenView, wanted: Wanted): Hits {
  const { merged, space } = view
  const exact = new Set<number>(wanted.place === null ? [] : atPlace(view, wanted.place))
  const held = new Set<number>()
  merged.sets.forEach((set, s) => {
    view.check()
    const base = merged.base[s] ?? 0
    for (const texts of [space.ids(set), space.texts(set)])
      for (const part of holding(texts, wanted.text)) {
        const row = base + part
        if (merged.touch[row] === 0) continue
        const same = texts.at(part).trim().toLowerCase() === wanted.text.toLowerCase()
        ;(same ? exact : held).add(row)
      }
  })
  return { exact: [...exact], held: [...held].filter(row => !exact.has(row)) }
}

function atPlace(view: OpenView, { x, y, wafer }: NonNullable<Wanted['place']>): number[] {
  const { merged } = view
  const wafers = new Set(merged.wafers.flatMap((one, at) => (named(one, wafer) ? [at] : [])))
  const rows: number[] = []
  merged.sets.forEach((set, s) => {
    const base = merged.base[s] ?? 0
    for (let part = 0; part < set.x.length; part++) {
      if (set.x[part] !== x || set.y[part] !== y || x === noPlace) continue
      const on = merged.wafer[base + part] ?? -1
      if (merged.touch[base + part] !== 0 && (wafer === '' || wafers.has(on))) rows.push(base + part)
    }
  })
  return rows
}

/** `W05`, `05`, `5` and `LOT-05` all mean the wafer `05`. */
function named(wafer: { readonly id: string; readonly key: string }, text: string): boolean {
  const id = wafer.id.toLowerCase()
  if (id === text || wafer.key.toLowerCase() === text || id.endsWith(text)) return text !== ''
  const number = (of: string) => /^w?0*(\d+)$/.exec(of)?.[1]
  const asked = number(text)
  return asked !== undefined && (number(id) === asked || number(id.slice(-2)) === asked)
}

/** Parts whose text holds a fragment, in any case. */
function* holding(texts: PartTexts, fragment: string): Generator<number> {
  const { offsets, bytes } = texts
  if (/^[\u0020-\u007e]+$/.test(fragment)) {
    // The bytes of all parts are looked through at once; a hit across the border of two parts is none.
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').toLowerCase()
    const wanted = fragment.toLowerCase()
    for (let at = all.indexOf(wanted), part = 0; at >= 0; at = all.indexOf(wanted, at + 1)) {
      while (part + 2 < offsets.length && (offsets[part + 1] ?? 0) <= at) part++
      if (at + wanted.length > (offsets[part + 1] ?? 0)) continue
      yield part
    }
    return
  }
  const wanted = fragment.toLowerCase()
  for (let part = 0; part + 1 < offsets.length; part++)
    if (texts.at(part).toLowerCase().includes(wanted)) yield part
}
