import type { FileQuery, Measure } from '@contract/diagram/faultTree'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { defects } from '../../defects'
import { findSets, instruments } from '../../instruments'
import type { QueryContext } from '../../store/context'
import { localDay } from '../../store/local-day'
import { columns, maybe, text } from '../../store/rows'
import { normalise } from '../../store/search/tokens'

/** A measure that is counted over files. */
type OverFiles = Exclude<Measure, { over: 'complaints' }>

type Files = Output<'faultModels.files'>

/** Most files of one measured frequency: as many as the workbench looks at as one. */
const filesMost = 200
const valuesMost = 500
const rowsMost = 100

const rowOf = columns({
  id: text,
  name: text,
  product: text,
  lot: text,
  program: text,
  tester: text,
  startedAt: maybe(text)
})

const fields = ['product', 'lot', 'program', 'tester'] as const

/** Whether a text is what is asked for; `*` stands for anything. */
function saying(wanted: string): (text: string) => boolean {
  const parts = normalise(wanted).trim().split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  return text => {
    const said = normalise(text).trim()
    if (last === undefined) return said === first
    if (!said.startsWith(first)) return false
    let at = first.length
    for (const part of rest) {
      const found = said.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return said.length - last.length >= at && said.endsWith(last)
  }
}

const allFiles = (ctx: QueryContext, over: OverFiles['over']) =>
  ctx.db.all(
    `SELECT id, name, product, lot, program, tester, startedAt FROM data_set s
     WHERE kind = ? AND EXISTS (SELECT 1 FROM import j WHERE j.setId = s.id AND j.state IN ('done','partial'))
     ORDER BY startedAt DESC, id DESC`,
    [over === 'tests' ? 'measurements' : 'defects'],
    rowOf
  )

/** Files by what they say of themselves. One that does not say when it was made is of no period. */
function chosenBy(query: FileQuery, all: ReturnType<typeof allFiles>): ReturnType<typeof allFiles> {
  const asked = fields.flatMap(field => (query[field] === '' ? [] : [{ field, is: saying(query[field]) }]))
  return all.filter(row => {
    if (asked.some(({ field, is }) => !is(row[field]))) return false
    if (query.from === null && query.to === null) return true
    if (row.startedAt === null) return false
    const day = localDay(new Date(row.startedAt))
    return (query.from === null || day >= query.from) && (query.to === null || day <= query.to)
  })
}

/** `faultModels.files`. */
export function filesAsked(ctx: QueryContext, over: OverFiles['over'], query: FileQuery): Files {
  const all = allFiles(ctx, over)
  const found = chosenBy(query, all)
  const said = (field: (typeof fields)[number]): string[] =>
    [...new Set(all.map(row => row[field]))]
      .filter(value => value !== '')
      .sort()
      .slice(0, valuesMost)
  return {
    total: found.length,
    names: found.slice(0, 5).map(row => row.name),
    said: { product: said('product'), lot: said('lot'), program: said('program'), tester: said('tester') }
  }
}

/**
 * Ids of the files that a measure counts over now.
 * @throws FabError rca.noFiles, rca.tooManyFiles; record.notFound for one picked by hand that is no more
 */
export function filesOf(ctx: QueryContext, { over, sets, query }: OverFiles): readonly string[] {
  const found =
    query === null
      ? findSets(ctx.db, sets).map(set => set.id)
      : chosenBy(query, allFiles(ctx, over)).map(row => row.id)
  if (found.length === 0) throw new FabError('rca.noFiles')
  if (found.length > filesMost)
    throw new FabError('rca.tooManyFiles', { files: found.length, most: filesMost })
  return found
}

/** Something of a file that has a number and a name. */
interface Numbered {
  readonly number: number
  readonly name: string
  /** Of a test: key by which the workbench knows it, as long as no other file gives it a name. */
  readonly key?: string
}

/** What can be counted in files: tests, bins or classes of defects. */
type Countable = 'hardBin' | 'softBin' | 'test' | 'class'

/** All that files hold of it, each number and name once (and each kind of test), by number. */
export async function heldBy(
  ctx: QueryContext,
  sets: readonly string[],
  of: Countable
): Promise<readonly Numbered[]> {
  const found = new Map<string, Numbered>()
  for (const id of sets) {
    for (const one of await inFile(ctx, id, of))
      found.set(one.key ?? `${String(one.number)}:${one.name}`, one)
    // Reading a file's tables takes some ms: others get their turn between two files.
    await new Promise<void>(done => setImmediate(done))
  }
  return [...found.values()].sort((a, b) => a.number - b.number || a.name.localeCompare(b.name))
}

async function inFile(ctx: QueryContext, id: string, of: Countable): Promise<readonly Numbered[]> {
  if (of === 'class') return (await defects.handlers['defects.set'](ctx, { id })).classes
  if (of === 'test') {
    const { tests } = instruments.handlers['instruments.tests'](ctx, { id })
    return tests.map(({ recordType, number, text: name }) => ({
      number,
      name,
      key: `${recordType}:${String(number)}:${name}`
    }))
  }
  const { hardBins, softBins } = instruments.handlers['instruments.set'](ctx, { id })
  return of === 'hardBin' ? hardBins : softBins
}

/** `faultModels.countable`: those whose number or name holds the text. */
export async function countable(
  ctx: QueryContext,
  measure: Measure,
  of: Countable,
  wanted: string
): Promise<Output<'faultModels.countable'>> {
  if (measure.over === 'complaints') return { total: 0, rows: [] }
  const word = normalise(wanted).trim()
  const rows = new Map<string, { number: number; name: string }>()
  for (const { number, name } of await heldBy(ctx, filesOf(ctx, measure), of)) {
    const label = `${String(number)} ${name}`.trim()
    if (normalise(label).includes(word)) rows.set(label, { number, name })
  }
  return { total: rows.size, rows: [...rows.values()].slice(0, rowsMost) }
}
