import type { OfType, Target, Tree } from './tree'
import { targetOf } from './tree'

/**
 * How a place of the picture is drawn:
 * - `open`: a gate with its inputs below it; `leaf`: an event, or a gate that has none
 * - `folded`: a gate whose inputs are hidden
 * - `repeat`: a gate whose inputs are drawn at another place of this page
 * - `transfer`: a gate whose inputs are drawn on another page
 */
export type Showing = 'open' | 'leaf' | 'folded' | 'repeat' | 'transfer'

/** One place of the picture. A repeated event has several, so a place is known by its input, not by its event. */
export interface Place {
  /** Id of the input; of the gate itself at the top of a page. Stable while it is edited. */
  readonly id: string
  readonly record: Target
  /** The input that puts it here; null at the top of a page. */
  readonly input: OfType<'input'> | null
  readonly showing: Showing
  readonly children: readonly Place[]
  /** Places where the gate or event is used in the whole tree. */
  readonly uses: number
  /** Gates and events hidden below: of a folded gate. */
  readonly hidden: number
  /** Page where its inputs are drawn: of `repeat` and `transfer`. */
  readonly page: string | null
}

/** A page: the picture below one gate, down to the events and to the gates with pages of their own. */
export interface Page {
  /** Gate at its top. */
  readonly id: string
  /** From 1. */
  readonly number: number
  /** Gate of the page that leads here; null for a top. */
  readonly from: string | null
  readonly gate: OfType<'gate'>
}

/** Pages of a tree, and where each gate is drawn with its inputs. */
export interface Pages {
  readonly list: readonly Page[]
  readonly byId: ReadonlyMap<string, Page>
  /** Page and place at which a gate or event is drawn first, the gates with their inputs. */
  readonly home: ReadonlyMap<string, { readonly page: string; readonly place: string }>
}

const known = new WeakMap<Tree, Pages>()

/**
 * Deals the gates out to pages, the top's first. Each gate is drawn with its inputs once; wherever else it is used
 * it is a marked copy that leads there: so the picture is never larger than the tree. Time: linear.
 */
export function pagesOf(tree: Tree): Pages {
  const found = known.get(tree)
  if (found !== undefined) return found
  const list: Page[] = []
  const byId = new Map<string, Page>()
  const home = new Map<string, { readonly page: string; readonly place: string }>()
  const queue: { readonly gate: OfType<'gate'>; readonly from: string | null }[] = tree.roots.map(gate => ({
    gate,
    from: null
  }))
  // Pages come right behind the one that leads to them: as one would leaf through them.
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { gate, from } = next
    if (byId.has(gate.id)) continue
    const page: Page = { id: gate.id, number: list.length + 1, from, gate }
    list.push(page)
    byId.set(gate.id, page)
    home.set(gate.id, { page: gate.id, place: gate.id })
    const further: OfType<'gate'>[] = []
    const waiting: string[] = [gate.id]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const inside: string[] = []
      for (const input of tree.inputs.get(at) ?? []) {
        const target = targetOf(tree.nodes, input.data.of)
        if (target === null) continue
        if (target.type === 'gate' && target.data.page) {
          if (!byId.has(target.id)) further.push(target)
        } else if (!home.has(target.id)) {
          home.set(target.id, { page: gate.id, place: input.id })
          if (target.type === 'gate') inside.push(target.id)
        }
      }
      for (const id of inside.reverse()) waiting.push(id)
    }
    queue.unshift(...further.map(one => ({ gate: one, from: gate.id })))
  }
  const made = { list, byId, home }
  known.set(tree, made)
  return made
}

/**
 * The places of one page, from the gate at its top. Without recursion: chains of thousands of gates are drawn.
 * @param open gates shown with their inputs although they are collapsed (what a search found, say)
 */
export function placesOf(tree: Tree, pages: Pages, pageId: string, open?: ReadonlySet<string>): Place | null {
  const page = pages.byId.get(pageId)
  if (page === undefined) return null
  const top = grown(tree, page.gate, null, 'open', null)
  const waiting = [top]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const input of tree.inputs.get(at.record.id) ?? []) {
      const target = targetOf(tree.nodes, input.data.of)
      if (target === null) continue
      const lies = pages.home.get(target.id)
      const showing = showingOf(tree, target, input.id, page.id, lies, open)
      const child = grown(
        tree,
        target,
        input,
        showing,
        showing === 'repeat' || showing === 'transfer' ? (lies?.page ?? null) : null
      )
      at.children.push(child)
      if (showing === 'open') waiting.push(child)
    }
  }
  return top
}

interface Grown extends Place {
  readonly children: Grown[]
}

function grown(
  tree: Tree,
  record: Target,
  input: OfType<'input'> | null,
  showing: Showing,
  page: string | null
): Grown {
  return {
    id: input?.id ?? record.id,
    record,
    input,
    showing,
    children: [],
    uses: tree.uses.get(record.id)?.length ?? 0,
    hidden: showing === 'folded' ? (tree.inputs.get(record.id)?.length ?? 0) : 0,
    page
  }
}

function showingOf(
  tree: Tree,
  target: Target,
  inputId: string,
  pageId: string,
  lies: { readonly page: string; readonly place: string } | undefined,
  open: ReadonlySet<string> | undefined
): Showing {
  if (target.type === 'event') return 'leaf'
  if (lies !== undefined && lies.page !== pageId) return 'transfer'
  if (lies !== undefined && lies.place !== inputId) return 'repeat'
  if ((tree.inputs.get(target.id)?.length ?? 0) === 0) return 'leaf'
  return target.data.collapsed && open?.has(target.id) !== true ? 'folded' : 'open'
}

/** Every place of a page, parents before children. */
export function flat(top: Place): readonly Place[] {
  const found: Place[] = []
  const waiting: Place[] = [top]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    found.push(at)
    for (let i = at.children.length - 1; i >= 0; i--) {
      const child = at.children[i]
      if (child !== undefined) waiting.push(child)
    }
  }
  return found
}

/**
 * Which gates to give a page of their own, so that no page has more than so many places: from the leaves up, the
 * largest sub-tree of a gate goes first. Gates that have a page already count as one place.
 */
export function suggestedPages(tree: Tree, most: number): readonly string[] {
  const pages = pagesOf(tree)
  const out: string[] = []
  for (const page of pages.list) {
    const top = placesOf(tree, pages, page.id, new Set(tree.gates.map(gate => gate.id)))
    if (top === null) continue
    const size = new Map<string, number>()
    for (const place of flat(top).toReversed()) {
      const large = place.children
        .filter(child => child.showing === 'open')
        .toSorted((a, b) => (size.get(a.id) ?? 1) - (size.get(b.id) ?? 1))
      let total = place.children.reduce((sum, child) => sum + (size.get(child.id) ?? 1), 1)
      while (total > most) {
        const gone = large.pop()
        // A page for a gate and its two events would be turned more than read.
        const weight = gone === undefined ? 0 : (size.get(gone.id) ?? 1)
        if (gone === undefined || weight < 4) break
        out.push(gone.record.id)
        total -= weight - 1
      }
      size.set(place.id, total)
    }
  }
  return out
}
