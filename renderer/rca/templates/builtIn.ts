import type { DiagramKind } from '@contract/diagram/kinds'
import { dimensions } from '@contract/diagram/isnot'
import type { DiagramNode } from '@contract/diagram/node'
import { rankBetween, ranksBetween } from '@contract/diagram/rank'
import { legs } from '@contract/diagram/whys'
import { z } from 'zod'
import { blankOf, grown, type Sprout } from '../blank'

/** A text in both languages, English first. */
const said = z.tuple([z.string().min(1), z.string().min(1)])

type Said = z.infer<typeof said>

interface TreeCause {
  readonly says: Said
  readonly below?: readonly TreeCause[] | undefined
  readonly join?: 'and' | 'or' | undefined
}

const cause: z.ZodType<TreeCause> = z
  .object({
    says: said,
    below: z.lazy(() => z.array(cause)).optional(),
    /** How what is below brings it about; of 5-Whys and fault trees. */
    join: z.enum(['and', 'or']).optional()
  })
  .strict()

/**
 * A file of resources/templates: what a fab engineer starts from for one kind of complaint. A kind of diagram it does
 * not hold has no template of its own.
 */
const file = z
  .object({
    /** Code of the kind of complaint; '' = any. */
    for: z.string(),
    name: said,
    /** Words by which a case of this kind is known. */
    words: z.array(z.string()),
    problem: said,
    fishbone: z.record(z.string(), z.array(cause)).optional(),
    whys: z
      .object({ occurrence: z.array(cause), nonDetection: z.array(cause), systemic: z.array(cause) })
      .optional(),
    isNot: z.array(z.object({ dimension: z.enum(dimensions), asks: said }).strict()).optional(),
    theories: z.array(said).optional(),
    faultTree: cause.optional()
  })
  .strict()

/** What the product brings for one kind of complaint. */
export type TemplateFile = z.infer<typeof file>

const files = import.meta.glob<unknown>('../../../resources/templates/*.json', { import: 'default' })

let read: Promise<readonly TemplateFile[]> | null = null

/** Every template that the product brings, in the order of their names; read once. */
export function builtIn(): Promise<readonly TemplateFile[]> {
  read ??= Promise.all(
    Object.entries(files)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([, load]) => file.parse(await load()))
  )
  return read
}

/** 0 or 1: which of the two languages is shown. */
export function sideOf(language: string): 0 | 1 {
  return language.startsWith('zh') ? 1 : 0
}

/** What a template is proposed for, and by what: the class of a complaint, a word of the case, or nothing. */
export interface ComplaintGuess {
  readonly for: string
  readonly by: 'class' | 'word' | null
  /** The class or the word. */
  readonly said: string
}

/**
 * The kind of complaint a case is about: by the classes of its complaints, the closest template and of equals the one
 * that most of them fall under; where none is classified, the one whose words the text holds most of.
 */
export function complaintOf(
  files: readonly TemplateFile[],
  text: string,
  classes: readonly string[] = []
): ComplaintGuess {
  const fits = files
    .filter(file => file.for !== '')
    .map(file => ({ file, under: classes.filter(code => `${code}.`.startsWith(`${file.for}.`)) }))
    .filter(({ under }) => under.length > 0)
    .toSorted((a, b) => b.file.for.length - a.file.for.length || b.under.length - a.under.length)
  const [closest] = fits
  if (closest !== undefined) return { for: closest.file.for, by: 'class', said: closest.under[0] ?? '' }
  const folded = text.toLowerCase()
  let best = { for: '', word: '', hits: 0 }
  for (const file of files) {
    const hits = file.words.filter(word => folded.includes(word.toLowerCase()))
    if (hits.length > best.hits) best = { for: file.for, word: hits[0] ?? '', hits: hits.length }
  }
  return { for: best.for, by: best.hits === 0 ? null : 'word', said: best.word }
}

/** Nodes a diagram from the template starts with, in one language; null where the file has none of that kind. */
export function templateNodes(
  from: TemplateFile,
  kind: DiagramKind,
  side: 0 | 1,
  title: string
): DiagramNode[] | null {
  const text = title === '' ? from.problem[side] : title
  switch (kind) {
    case 'fishbone':
      return from.fishbone === undefined
        ? null
        : grown(kind, [
            {
              type: 'effect',
              data: { text },
              children: Object.entries(from.fishbone).map(([key, list]) => ({
                type: 'category',
                data: { key },
                children: sprouts(list, 'cause', side)
              }))
            }
          ])
    case 'whys': {
      const { whys } = from
      if (whys === undefined) return null
      const children = legs.map(leg => ({
        type: 'leg',
        data: { leg },
        children: sprouts(whys[leg], 'why', side)
      }))
      return grown(kind, [{ type: 'problem', data: { text }, children }])
    }
    case 'isNot':
      return from.isNot === undefined
        ? null
        : grown(kind, [
            ...blankOf('isNot', text, 'own'),
            ...from.isNot.map(row => ({
              type: 'row',
              data: { dimension: row.dimension, question: row.asks[side] }
            })),
            ...(from.theories ?? []).map(theory => ({ type: 'theory', data: { text: theory[side] } }))
          ])
    case 'faultTree':
      return from.faultTree === undefined ? null : faultTree(from.faultTree, side, text)
  }
}

function sprouts(list: readonly TreeCause[], type: 'cause' | 'why', side: 0 | 1): Sprout[] {
  return list.map(one => ({
    type,
    data: { text: one.says[side], ...(type === 'why' && one.join !== undefined ? { join: one.join } : {}) },
    children: sprouts(one.below ?? [], type, side)
  }))
}

/** Gates and events named by number, as an analyst would begin; what is below something makes a gate of it. */
function faultTree(top: TreeCause, side: 0 | 1, title: string): DiagramNode[] {
  const made: DiagramNode[] = [...grown('faultTree', [{ type: 'settings', data: {} }])]
  const count = { gate: 0, event: 0 }
  let last: string | null = null
  const add = (one: TreeCause, label: string): string => {
    const below = one.below ?? []
    const type = below.length === 0 ? 'event' : 'gate'
    const name = made.length === 1 ? 'TOP' : `${type === 'gate' ? 'G' : 'E'}${++count[type]}`
    const data = type === 'gate' ? { name, label, gate: one.join ?? 'or' } : { name, label }
    const node = only(grown('faultTree', [{ type, data }]))
    last = rankBetween(last, null)
    made.push({ ...node, rank: last })
    const ranks = ranksBetween(null, null, below.length)
    for (const [i, child] of below.entries()) {
      const of = add(child, child.says[side])
      made.push({
        ...only(grown('faultTree', [{ type: 'input', data: { of } }], node.id)),
        rank: ranks[i] ?? 'V'
      })
    }
    return node.id
  }
  add(top, title)
  return made
}

function only(nodes: readonly DiagramNode[]): DiagramNode {
  const [node] = nodes
  if (node === undefined) throw new RangeError('one node was to be made')
  return node
}
