import {
  paretoBeside,
  type ParetoBarOut,
  type ParetoSource,
  paretoSources,
  type ParetoWeight,
  paretoWhat,
  type ParetoWhat
} from '@contract/pareto'
import type { Input } from '@contract/index'
import { z } from 'zod'

/** Values of a field, with what they were called when they were chosen. */
const condition = z.object({
  field: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/),
  keys: z.array(z.string().max(500)).min(1).max(500),
  labels: z.array(z.string().max(500)).max(500),
  not: z.boolean().default(false)
})

/** Values of a field, with what they were called when they were chosen. */
export type Condition = z.infer<typeof condition>

/** A step down: `rest` went into the collecting bar, which stays on its level. */
const step = condition.extend({ rest: z.boolean().default(false) })

/** A step down. */
export type Step = z.infer<typeof step>

const view = z.object({
  source: paretoWhat.shape.source,
  /** Fields of the levels, first to last; below the last are the records. */
  levels: z.array(condition.shape.field).min(1).max(6),
  steps: z.array(step).max(20),
  filters: z.array(condition).max(20),
  period: z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable() }),
  weight: paretoWhat.shape.weight.unwrap(),
  severity: z.object({ critical: z.number(), major: z.number(), minor: z.number() }),
  beside: paretoBeside.nullable(),
  /** What the groups compared are called. */
  groups: z.tuple([z.array(z.string().max(500)), z.array(z.string().max(500))]),
  most: z.number().int().min(2).max(100),
  vital: z.number().min(0.05).max(1),
  order: z.enum(['size', 'own', 'change']),
  /** The records instead of the chart, before the last level. */
  list: z.boolean()
})

/** Everything that is seen of a Pareto; the address holds it whole. */
export type ParetoView = z.infer<typeof view>

const usualLevels: { readonly [S in ParetoSource]: readonly string[] } = {
  complaints: ['customer', 'product', 'defect'],
  items: ['class1', 'class2', 'class3'],
  cases: ['customer', 'product', 'caseSeverity'],
  actions: ['actionState', 'actionKind', 'owner'],
  tasks: ['taskState', 'owner', 'case'],
  causes: ['causeCategory', 'causeState', 'cause'],
  customers: ['country', 'customer'],
  suppliers: ['supplies', 'country', 'supplier'],
  lots: ['lotKind', 'product', 'lot'],
  tools: ['toolKind', 'area', 'tool'],
  hardBins: ['bin', 'lot', 'set'],
  softBins: ['bin', 'lot', 'set'],
  tests: ['test', 'lot', 'set'],
  defects: ['defectClass', 'lot', 'wafer']
}

/** What a source is looked at first: of bins those that fail, for the passing one would hide all others. */
export function usualView(source: ParetoSource): ParetoView {
  const bins = source === 'hardBins' || source === 'softBins'
  return {
    source,
    levels: [...usualLevels[source]],
    steps: [],
    filters: bins ? [{ field: 'binVerdict', keys: ['P'], labels: ['P'], not: true }] : [],
    period: { from: null, to: null },
    weight: 'count',
    severity: { critical: 10, major: 5, minor: 1 },
    beside: null,
    groups: [[], []],
    most: 20,
    vital: 0.8,
    order: 'size',
    list: false
  }
}

/** Fields of a source, in the order of the contract. */
export function fieldsOf(source: ParetoSource): readonly string[] {
  return Object.keys(paretoSources[source].fields)
}

/** Weights of a source. */
export function weightsOf(source: ParetoSource): readonly ParetoWeight[] {
  return paretoSources[source].weights
}

/** Level one stands on: each step but those into the rest goes one down. */
export function depthOf({ steps }: Pick<ParetoView, 'steps'>): number {
  return steps.filter(one => !one.rest).length
}

/** Field of the bars; null where the records are listed. */
export function fieldAt(now: ParetoView): string | null {
  return now.list ? null : (now.levels[depthOf(now)] ?? null)
}

/** What is counted, as the core is asked. */
export function whatOf(now: ParetoView): ParetoWhat {
  const { source, filters, steps, period, weight, severity } = now
  return {
    source,
    filters: [...filters, ...steps].map(({ field, keys, not }) => ({ field, keys: [...keys], not })),
    period,
    weight,
    severity
  }
}

/** The chart, as the core is asked; null where the records are listed. */
export function chartAsk(now: ParetoView): Input<'pareto.chart'> | null {
  const by = fieldAt(now)
  if (by === null) return null
  const { beside, most, vital, order } = now
  return {
    ...whatOf(now),
    by,
    beside,
    most,
    vital,
    order: beside === null && order === 'change' ? 'size' : order
  }
}

/** One level down into a bar; into the collecting one: everything but what is shown. */
export function drilled(now: ParetoView, bars: readonly ParetoBarOut[], index: number): ParetoView {
  const bar = bars[index]
  const field = fieldAt(now)
  if (bar === undefined || field === null) return now
  if (bar.folded === 0) {
    const own: Step = { field, keys: [bar.key], labels: [bar.label], not: false, rest: false }
    return { ...now, steps: [...now.steps, own] }
  }
  const shown = bars.filter(one => one.folded === 0)
  const rest: Step = {
    field,
    keys: shown.map(one => one.key),
    labels: [String(bar.folded)],
    not: true,
    rest: true
  }
  return { ...now, steps: [...now.steps, rest] }
}

/** Back up to before a step. */
export function upTo(now: ParetoView, index: number): ParetoView {
  return { ...now, steps: now.steps.slice(0, index), list: false }
}

/** Another field on a level; what was chosen below it falls away. */
export function withLevel(now: ParetoView, index: number, field: string | null): ParetoView {
  const levels = field === null ? now.levels.slice(0, index) : now.levels.with(index, field)
  return levels.length === 0 ? now : { ...now, levels: [...new Set(levels)] }
}

/** The same with a level more at the end. */
export function withNext(now: ParetoView, field: string): ParetoView {
  return now.levels.includes(field) ? now : { ...now, levels: [...now.levels, field] }
}

function toBase64(text: string): string {
  const letters = Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join('')
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64(text: string): string {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(letters, letter => letter.charCodeAt(0)))
}

/** A view as the address holds it: the source, and what differs from its usual view. */
export function writeView(now: ParetoView): string {
  const usual = Object.entries(usualView(now.source))
  const plain = new Map(usual.map(([name, value]) => [name, JSON.stringify(value)]))
  const changed = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== plain.get(name))
  return changed.length === 0
    ? now.source
    : `${now.source}.${toBase64(JSON.stringify(Object.fromEntries(changed)))}`
}

/** The view that {@link writeView} wrote; null of anything else. */
export function readView(text: string): ParetoView | null {
  const [source = '', rest] = text.split('.')
  const known = paretoWhat.shape.source.safeParse(source)
  if (!known.success) return null
  const usual = usualView(known.data)
  if (rest === undefined) return usual
  try {
    const changed: unknown = JSON.parse(fromBase64(rest))
    if (typeof changed !== 'object' || changed === null) return null
    const read = view.safeParse({ ...usual, ...changed, source: known.data })
    return read.success && sane(read.data) ? read.data : null
  } catch {
    return null
  }
}

/** Every field and weight is one of the source. */
function sane(now: ParetoView): boolean {
  const fields = fieldsOf(now.source)
  const named = [...now.levels, ...now.steps.map(one => one.field), ...now.filters.map(one => one.field)]
  if (now.beside?.by === 'group') named.push(now.beside.field)
  return named.every(field => fields.includes(field)) && weightsOf(now.source).includes(now.weight)
}

/** Hash route of a view, on the screen of its own. */
export function routeOfView(now: ParetoView): string {
  return `/pareto?v=${writeView(now)}`
}
