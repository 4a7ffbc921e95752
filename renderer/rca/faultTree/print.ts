import { pageBlank, type PrintSheet } from '@contract/diagramPrint'
import { drawTree } from '../../diagram/scene/drawTree'
import type { Measure } from '../../diagram/scene/text'
import { lookOf, textWidth, type LookContext, type PageWords } from './look'
import type { OfType, Tree } from './tree'
import { flat, pagesOf, placesOf, type Page, type Pages, type Place } from './view'

/** Words of a print, each with a place for the numbers of pages. */
export interface PrintWords {
  readonly see: (pages: string) => string
  /** At the top of a page. */
  readonly from: (pages: string) => string
  /** At another gate. */
  readonly also: (pages: string) => string
}

/** Most numbers that a page leaves room for where it says what it comes from. */
const numbersMost = 6

/**
 * The tree below a gate, as if it were the whole: its pages are numbered anew, and what is drawn in full elsewhere
 * in the whole is drawn in full here.
 */
export const subTree = (tree: Tree, gate: OfType<'gate'>): Tree => ({ ...tree, roots: [gate], top: gate })

/**
 * Draws every page of a tree for print, one at a time: with all that is folded opened, and with places for the
 * numbers of the pages where it goes on and comes from, which are known only once all of it lies on paper.
 */
export function* treeSheets(
  tree: Tree,
  context: LookContext,
  words: PrintWords,
  measure: Measure
): Generator<PrintSheet> {
  const pages = pagesOf(tree)
  const open = new Set(tree.gates.map(gate => gate.id))
  const sheetOf = new Map(pages.list.map((page, i) => [page.id, i]))
  const digits = String(pages.list.length).length
  for (const [index, page] of pages.list.entries()) {
    const top = placesOf(tree, pages, page.id, open)
    if (top !== null) yield sheet(top, page, index)
  }

  function sheet(top: Place, page: Page, index: number): PrintSheet {
    const said = new Map<string, { readonly text: string; readonly to: References }>()
    const own: PageWords = {
      number: pageBlank(digits),
      see: words.see(pageBlank(digits)),
      from: ({ id, record }) => {
        const to = usedElsewhere(tree, pages, record.id, index, sheetOf)
        if (to.length === 0) return ''
        const count = Math.min(numbersMost, new Set(to.map(one => one.sheet)).size)
        const blank = pageBlank(count * digits + 2 * (count - 1))
        const text = id === top.id ? words.from(blank) : words.also(blank)
        said.set(id, { text, to })
        return text
      }
    }
    const look = lookOf(top, pages, context, own)
    const { scene } = drawTree([look], { direction: 'down', width: textWidth }, measure)
    for (const { id, showing, page: there, record } of flat(top))
      if (showing === 'transfer' && there !== null)
        said.set(id, {
          text: own.see,
          to: [{ sheet: sheetOf.get(there) ?? 0, node: pages.home.get(record.id)?.place ?? record.id }]
        })
    const refs = scene.items.flatMap((item, i) => {
      if (item.kind !== 'text' || item.node === null || item.lines.length !== 1) return []
      const [text] = item.lines
      const one = said.get(item.node)
      return one !== undefined && (text === one.text || text === own.number) ? { item: i, to: one.to } : []
    })
    const { name, label } = page.gate.data
    return { title: `${name} ${label}`.trim().replaceAll(/\s+/g, ' ').slice(0, 300), scene, refs }
  }
}

type References = PrintSheet['refs'][number]['to']

/** Places on other pages that lead to a gate: inputs of gates which are drawn with their inputs in this print. */
function usedElsewhere(
  tree: Tree,
  pages: Pages,
  gate: string,
  own: number,
  sheetOf: ReadonlyMap<string, number>
): References {
  return (tree.uses.get(gate) ?? []).flatMap(input => {
    const sheet = sheetOf.get(pages.home.get(input.parent ?? '')?.page ?? '')
    return sheet === undefined || sheet === own ? [] : [{ sheet, node: input.id }]
  })
}
