import type { SavedView } from '@contract/views'
import { type Layout, reconcile } from '../ui/grid/columns'
import { type ListState, readListState, writeListState } from './filter'

/** What a saved view of the case list keeps. */
export interface CaseView {
  readonly state: ListState
  /** Null in a view that does not arrange columns. */
  readonly layout: Layout | null
}

/** As it is stored: the same query that the address has, and the columns. */
export function writeView({ state, layout }: CaseView): string {
  return JSON.stringify({ query: writeListState(state), layout })
}

/** Read a stored definition; one that makes no sense shows everything, so that it can be mended. */
export function readView(view: Pick<SavedView, 'definition'>, fresh: Layout): CaseView {
  let kept: unknown
  try {
    kept = JSON.parse(view.definition)
  } catch {
    kept = null
  }
  const { query, layout } = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {}
  return {
    state: readListState(typeof query === 'string' ? query : ''),
    layout: isLayout(layout) ? reconcile(layout, fresh) : null
  }
}

function isLayout(value: unknown): value is Layout {
  if (typeof value !== 'object' || value === null) return false
  const { order, hidden, widths } = value as Record<string, unknown>
  const texts = (list: unknown): boolean =>
    Array.isArray(list) && list.every(item => typeof item === 'string')
  return (
    texts(order) &&
    texts(hidden) &&
    typeof widths === 'object' &&
    widths !== null &&
    Object.values(widths).every(width => typeof width === 'number')
  )
}

/** True when the list still shows what the view keeps. */
export function sameView(a: CaseView, b: CaseView): boolean {
  return writeView(a) === writeView(b)
}
