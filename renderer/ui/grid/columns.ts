import type { ReactNode } from 'react'

/** What a cell is worth for sorting, filtering and export. */
export type CellValue = string | number | boolean | null | undefined

/** One column of a {@link DataGrid}. */
export interface Column<Row> {
  /** Stable; part of the remembered layout, and the name a server sorts by. */
  readonly id: string
  /** Already translated. */
  readonly title: string
  readonly value: (row: Row) => CellValue
  /** A failing result: marked in a workbook. */
  readonly failed?: (row: Row) => boolean
  /** How it is shown; the value itself when absent. */
  readonly cell?: (row: Row) => ReactNode
  /** px to begin with; of a column that grows, the least it gets. */
  readonly width?: number
  /** px down to which it gives way before the list is scrolled sideways. */
  readonly least?: number
  /** Takes what is left of the width. One column should. */
  readonly grow?: boolean
  readonly align?: 'start' | 'end' | 'center'
  readonly sortable?: boolean
  /** Not shown until asked for. */
  readonly hidden?: boolean
  /** Always shown (a list without its number is none). */
  readonly fixed?: boolean
}

/** What a person changed about the columns. */
export interface Layout {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

/** How a list is sorted. */
export interface Sort {
  readonly id: string
  readonly descending: boolean
}

/** The layout the columns come with. */
export function initialLayout(columns: readonly Column<never>[]): Layout {
  return {
    order: columns.map(column => column.id),
    hidden: columns.filter(column => column.hidden === true).map(column => column.id),
    widths: {}
  }
}

const key = (id: string): string => `fabcase.grid.${id}`

/** The remembered layout of a grid, brought up to date with columns that came or went since. */
export function readLayout(id: string, columns: readonly Column<never>[]): Layout {
  const fresh = initialLayout(columns)
  try {
    const kept = JSON.parse(localStorage.getItem(key(id)) ?? 'null') as Layout | null
    return kept === null ? fresh : reconcile(kept, fresh)
  } catch {
    return fresh
  }
}

/** Keep what still exists; new columns go behind the one they follow in the code. */
export function reconcile(kept: Layout, fresh: Layout): Layout {
  const order = kept.order.filter(column => fresh.order.includes(column))
  for (const [i, column] of fresh.order.entries()) {
    if (order.includes(column)) continue
    const before = fresh.order[i - 1]
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, column)
  }
  const known = kept.order
  const hidden = fresh.order.filter(column =>
    known.includes(column) ? kept.hidden.includes(column) : fresh.hidden.includes(column)
  )
  return { order, hidden, widths: kept.widths }
}

/** Remember a layout on this machine. */
export function writeLayout(id: string, layout: Layout): void {
  localStorage.setItem(key(id), JSON.stringify(layout))
}

/** A column's track of the grid: what a person set stays; the rest gives way and takes up what is left. */
export function trackOf({ id, width = 140, least, grow }: Column<never>, layout: Layout): string {
  const set = layout.widths[id]
  if (set !== undefined) return `${set}px`
  if (grow === true) return `minmax(${width}px, 1fr)`
  return least === undefined ? `${width}px` : `minmax(${least}px, ${width}px)`
}

/** Columns as they are shown now. */
export function shownColumns<Row>(columns: readonly Column<Row>[], layout: Layout): readonly Column<Row>[] {
  return layout.order
    .map(id => columns.find(column => column.id === id))
    .filter(column => column !== undefined)
    .filter(column => column.fixed === true || !layout.hidden.includes(column.id))
}

/** Move a column before or behind another. */
export function moveColumn(layout: Layout, id: string, target: string): Layout {
  const from = layout.order.indexOf(id)
  const to = layout.order.indexOf(target)
  if (from < 0 || to < 0 || from === to) return layout
  const order = layout.order.filter(other => other !== id)
  order.splice(to, 0, id)
  return { ...layout, order }
}

const collators = new Map<string, Intl.Collator>()

/** Order of two cell values: numbers by size, texts as people sort them (`LOT-9` before `LOT-10`), nothing last. */
export function compareValues(a: CellValue, b: CellValue, language: string): number {
  const noA = a === null || a === undefined || a === ''
  const noB = b === null || b === undefined || b === ''
  if (noA || noB) return noA === noB ? 0 : noA ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') {
    if (Number.isNaN(a) || Number.isNaN(b))
      return Number.isNaN(a) === Number.isNaN(b) ? 0 : Number.isNaN(a) ? 1 : -1
    return a - b
  }
  let collator = collators.get(language)
  if (collator === undefined) {
    collator = new Intl.Collator(language, { numeric: true })
    collators.set(language, collator)
  }
  return collator.compare(String(a), String(b))
}

/** Rows in the order of `sort`; what has no value stays last either way. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: Column<Row> | undefined,
  descending: boolean,
  language: string
): readonly Row[] {
  if (column === undefined) return rows
  const keyed = rows.map((row, at) => ({ row, at, value: column.value(row) }))
  const sign = descending ? -1 : 1
  const isNone = (value: CellValue): boolean =>
    value === null ||
    value === undefined ||
    value === '' ||
    (typeof value === 'number' && Number.isNaN(value))
  keyed.sort((x, y) => {
    const order = compareValues(x.value, y.value, language)
    return (isNone(x.value) || isNone(y.value) ? order : order * sign) || x.at - y.at
  })
  return keyed.map(({ row }) => row)
}

/** What a filter looks through, one string a row: made once for a list, searched at every key. */
export function haystacks<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly string[] {
  return rows.map(row =>
    columns
      .map(column => String(column.value(row) ?? ''))
      .join('\n')
      .toLowerCase()
  )
}

/** Rows in which every typed word occurs in some shown value. */
export function filterRows<Row>(rows: readonly Row[], hay: readonly string[], text: string): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((_, i) => words.every(word => hay[i]?.includes(word)))
}
