import type { Fact } from '../../diagram/scene/label'
import type { Tone, TreeLook } from '../../diagram/scene/drawTree'
import type { Pages, Place } from './view'

/** How wide a text may be in the picture, px. */
export const textWidth = 132

/** Words and figures that the picture needs and the records do not have. */
export interface LookContext {
  /** `≈ AND` on a priority AND. */
  readonly approximate: string
  readonly on: string
  readonly off: string
  /** Probability of a gate or event, ready to be read; '' where it is not known. */
  readonly probability: (id: string) => string
  /** States that stand in for gates and events: what-if. */
  readonly given: ReadonlyMap<string, boolean>
  /** Pieces of evidence by gate or event. */
  readonly evidence: ReadonlyMap<string, number>
  /** Gates and events that lead to other diagrams, tasks or actions, or come from them. */
  readonly linked: ReadonlySet<string>
  /** Records with something that stops the computation. */
  readonly broken: ReadonlySet<string>
}

/** What a print says where a tree goes on elsewhere, in the place of the page's number on the screen. */
export interface PageWords {
  /** In a transfer. */
  readonly number: string
  /** At a transfer: where it goes on. */
  readonly see: string
  /** At a gate drawn with its inputs: where else it is used. Empty where that is on no other page. */
  readonly from: (place: Place) => string
}

/**
 * A page as it is to be drawn: every place with its symbol, name, figures and marks. Without recursion.
 * @param words for a print of several pages
 */
export function lookOf(top: Place, pages: Pages, context: LookContext, words?: PageWords): TreeLook {
  type Grown = TreeLook & { readonly children: TreeLook[] }
  const root: Grown = { ...shown(top, pages, context, words), children: [] }
  const waiting: { readonly place: Place; readonly look: Grown }[] = [{ place: top, look: root }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const child of at.place.children) {
      const look: Grown = { ...shown(child, pages, context, words), children: [] }
      at.look.children.push(look)
      waiting.push({ place: child, look })
    }
  return root
}

function shown(
  place: Place,
  pages: Pages,
  context: LookContext,
  words: PageWords | undefined
): Omit<TreeLook, 'children'> {
  const { id, record, showing, input } = place
  const elsewhere = showing === 'transfer' ? words : undefined
  const says = elsewhere?.see ?? (showing === 'open' ? (words?.from(place) ?? '') : '')
  const { data } = record
  const label = data.label.trim()
  const away = showing === 'transfer' || showing === 'repeat'
  const state = stateOf(place, context)
  const caption = [label === '' ? '' : data.name, state === '' ? context.probability(record.id) : state]
    .filter(part => part !== '')
    .join('  ·  ')
  return {
    id,
    node: id,
    text: label === '' ? data.name : label,
    caption,
    facts: [...factsOf(place, context), ...(says === '' ? [] : [{ mark: null, text: says }])],
    shape: away ? 'transferIn' : record.type === 'gate' ? record.data.gate : record.data.kind,
    inside: elsewhere?.number ?? insideOf(place, pages),
    tone: toneOf(place, context),
    negated: input?.data.negated === true,
    repeated: place.uses > 1
  }
}

/** `= true` of a house event, or of anything that a what-if sets. */
function stateOf({ record }: Place, { given, on, off }: LookContext): string {
  const asked = given.get(record.id)
  if (asked !== undefined) return asked ? on : off
  return record.type === 'event' && record.data.kind === 'house' ? (record.data.state ? on : off) : ''
}

function insideOf({ record, showing, page }: Place, pages: Pages): string {
  if (showing === 'transfer') return String(pages.byId.get(page ?? '')?.number ?? '')
  if (record.type === 'gate' && record.data.gate === 'atleast' && showing !== 'repeat')
    return `≥${String(record.data.k)}`
  return ''
}

function factsOf(place: Place, context: LookContext): readonly Fact[] {
  const { record, hidden } = place
  const facts: Fact[] = []
  if (record.type === 'gate' && record.data.gate === 'pand')
    facts.push({ mark: 'warning', text: context.approximate })
  if (hidden > 0) facts.push({ mark: 'folded', text: String(hidden) })
  if (place.uses > 1) facts.push({ mark: 'repeat', text: `×${String(place.uses)}` })
  const evidence = context.evidence.get(record.id) ?? 0
  if (evidence > 0) facts.push({ mark: 'evidence', text: String(evidence) })
  if (context.linked.has(record.id)) facts.push({ mark: 'linked', text: '' })
  return facts
}

function toneOf({ record, showing }: Place, { given, broken }: LookContext): Tone {
  const asked = given.get(record.id)
  if (asked === true) return 'bad'
  if (asked === false) return 'quiet'
  if (broken.has(record.id)) return 'warn'
  return showing === 'repeat' || showing === 'transfer' ? 'quiet' : 'plain'
}
