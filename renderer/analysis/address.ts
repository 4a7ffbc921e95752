import { type DataView, dataView, type PartFilter, retestRules, type TestRef } from '@contract/analysis'
import { readPolygon, writePolygon } from './polyline'

/** What the workbench can show of its data. */
export const panels = [
  'overview',
  'map',
  'distribution',
  'trend',
  'scatter',
  'pareto',
  'compare',
  'capability',
  'parts'
] as const

/** What the workbench can show of its data. */
export type Panel = (typeof panels)[number]

/** Everything the address keeps: the data, what is looked at, and how. */
export interface Bench {
  readonly view: DataView
  readonly panel: Panel
  /** A second panel beside the first. */
  readonly beside: Panel | null
  readonly test: TestRef | null
  /** Settings of panels by short names. */
  readonly options: Readonly<Record<string, string>>
  /** Case it was opened from: where things are pinned unless told otherwise. */
  readonly caseId: string | null
}

/** Where filters too long for an address are kept: the session's storage. */
export interface Stash {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** What an address says. */
export type Reading =
  | { readonly what: 'bench'; readonly bench: Bench; readonly lost: boolean }
  /** Opened from a piece of evidence, which knows its view. */
  | { readonly what: 'evidence'; readonly id: string }
  | { readonly what: 'nothing'; readonly caseId: string | null }

/** Longer filters stand in the session's storage, with only their sum in the address. */
const longest = 6000

const stashKey = (sum: string): string => `fabcase.data.${sum}`

/** No filter at all. */
export const noFilter: PartFilter = dataView.parse({ sets: ['x'] }).filter

/** A workbench over sets as it opens. */
export function benchOf(sets: readonly string[], caseId: string | null = null): Bench {
  return {
    view: { sets: [...sets], retest: 'last', filter: noFilter },
    panel: 'overview',
    beside: null,
    test: null,
    options: {},
    caseId
  }
}

/** The query of a workbench's address, everything usual left out. */
export function writeBench(bench: Bench, stash: Stash): string {
  const { view, panel, beside, test, options, caseId } = bench
  const params = new URLSearchParams()
  params.set('s', `.${view.sets.join('.')}`)
  if (view.retest !== 'last') params.set('r', view.retest)
  const filter = writeFilter(view.filter)
  if (filter.length > longest) {
    const sum = sumOf(filter)
    stash.setItem(stashKey(sum), filter)
    params.set('k', safe(sum))
  } else if (filter !== '') params.set('f', filter)
  if (panel !== 'overview') params.set('p', panel)
  if (beside !== null) params.set('p2', beside)
  if (test !== null) params.set('t', `${test.element}.${test.key}`)
  for (const name of Object.keys(options).toSorted()) {
    const value = options[name]
    if (value !== undefined && value !== '') params.set(`o.${name}`, safe(value))
  }
  if (caseId !== null) params.set('case', safe(caseId))
  return params.toString()
}

/** The hash route of a workbench. */
export function routeOfBench(bench: Bench, stash: Stash): string {
  return `/data?${writeBench(bench, stash)}`
}

/** What an address asks for; what makes no sense in it is left out. */
export function readBench(search: string, stash: Stash): Reading {
  const params = new URLSearchParams(search)
  const evidence = params.get('evidence')
  if (evidence !== null && evidence !== '') return { what: 'evidence', id: bare(evidence) }
  const caseId = params.get('case') === null ? null : bare(params.get('case') ?? '')
  const kept = params.get('k')
  const stashed = kept === null ? null : stash.getItem(stashKey(bare(kept)))
  const filter = readFilter(stashed ?? params.get('f') ?? '')
  const view = dataView.safeParse({
    sets: (params.get('s') ?? '').split('.').filter(set => set !== ''),
    retest: retestRules.find(rule => rule === params.get('r')) ?? 'last',
    filter: filter ?? {}
  })
  if (!view.success) return { what: 'nothing', caseId }
  const options: Record<string, string> = {}
  for (const [name, value] of params) if (name.startsWith('o.')) options[name.slice(2)] = bare(value)
  const asked = params.get('p2')
  return {
    what: 'bench',
    bench: {
      view: view.data,
      panel: panelOf(params.get('p')) ?? 'overview',
      beside: asked === null ? null : panelOf(asked),
      test: readTest(params.get('t')),
      options,
      caseId
    },
    lost: (kept !== null && stashed === null) || filter === null
  }
}

function panelOf(text: string | null): Panel | null {
  return panels.find(known => known === text) ?? null
}

function readTest(text: string | null): TestRef | null {
  const found = /^(\d{1,5})\.([^]{1,1100})$/.exec(text ?? '')
  return found === null ? null : { key: found[2] ?? '', element: Number(found[1]) }
}

/** True for text that the router would take for a value of JSON and write in its own way. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function safe(text: string): string {
  return text.startsWith('.') || isJson(text) ? `.${text}` : text
}

function bare(text: string): string {
  return text.startsWith('.') ? text.slice(1) : text
}

type Short = Readonly<Record<string, unknown>>

/** A filter as few letters; empty for none. */
export function writeFilter(filter: PartFilter): string {
  const short: Record<string, unknown> = {}
  const list = (name: string, values: readonly unknown[]): void => {
    if (values.length > 0) short[name] = values
  }
  list('l', filter.lots)
  list('w', filter.wafers)
  list('s', filter.sites)
  list('h', filter.hardBins)
  list('b', filter.softBins)
  if (filter.verdict !== null) short.v = filter.verdict
  list(
    'g',
    filter.regions.map(region => [writePolygon(region.polygon), region.wafers ?? 0])
  )
  list(
    'r',
    filter.ranges.map(({ test, from, to }) => [test.key, test.element, from, to])
  )
  list(
    'f',
    filter.failing.map(test => [test.key, test.element])
  )
  if (filter.partText !== '') short.t = filter.partText
  return Object.keys(short).length === 0 ? '' : toBase64(JSON.stringify(short))
}

/** The filter that {@link writeFilter} wrote; null of anything else. */
export function readFilter(text: string): PartFilter | null {
  if (text === '') return noFilter
  try {
    const short = JSON.parse(fromBase64(text)) as Short
    const list = (name: string): readonly (readonly unknown[])[] =>
      (short[name] ?? []) as readonly (readonly unknown[])[]
    const view = dataView.safeParse({
      sets: ['x'],
      filter: {
        lots: short.l ?? [],
        wafers: short.w ?? [],
        sites: short.s ?? [],
        hardBins: short.h ?? [],
        softBins: short.b ?? [],
        verdict: short.v ?? null,
        regions: list('g').map(([polygon, wafers]) => ({
          polygon: readPolygon(String(polygon)),
          wafers: wafers === 0 ? null : wafers
        })),
        ranges: list('r').map(([key, element, from, to]) => ({ test: { key, element }, from, to })),
        failing: list('f').map(([key, element]) => ({ key, element })),
        partText: short.t ?? ''
      }
    })
    return view.success ? view.data.filter : null
  } catch {
    return null
  }
}

function toBase64(text: string): string {
  const letters = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64(text: string): string {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(letters, letter => letter.charCodeAt(0)))
}

/** Sum of a text (FNV-1a over two words), as a name for it. */
function sumOf(text: string): string {
  let a = 0x811c9dc5
  let b = 0x1000193
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(i), 0x5bd1e995) ^ (b >>> 15)
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`
}
