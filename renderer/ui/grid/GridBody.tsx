import type { VirtualItem } from '@tanstack/react-virtual'
import { memo, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './columns'
import css from './DataGrid.module.css'

interface BodyProps<Row> {
  readonly gridId: string
  readonly items: readonly VirtualItem[]
  /** Height of all rows, px. */
  readonly size: number
  readonly height: number
  readonly shown: readonly Column<Row>[]
  readonly template: string
  readonly rowAt: (index: number) => Row | undefined
  readonly rowKey: (row: Row) => string
  readonly active: number
  readonly picked: ReadonlySet<string> | undefined
  /** Key of the row that is open beside the list. */
  readonly current: string | undefined
  readonly opens: boolean
  readonly onRow: (index: number, twice: boolean) => void
  readonly onToggle: (index: number) => void
}

/**
 * The rows in view, each at its place in a body as high as all of them. Clicks are heard here and not
 * by each row, so that a row is drawn again only when something in it changed.
 */
export function GridBody<Row>(props: BodyProps<Row>) {
  const { gridId, items, size, height, shown, template, rowAt, rowKey, active, picked, current, opens } =
    props
  const { t } = useTranslation('app')
  const indexOf = (event: MouseEvent): number => {
    // A control inside a cell (a link, a menu) keeps its click.
    if (!(event.target instanceof Element) || event.target.closest('a, button') !== null) return -1
    const row = event.target.closest<HTMLElement>('[data-index]')
    return row === null ? -1 : Number(row.dataset.index)
  }
  return (
    <div
      className={css.body}
      role="rowgroup"
      data-standing={current !== undefined || undefined}
      style={{ height: size }}
      onClick={event => {
        const index = indexOf(event)
        if (index < 0) return
        if (event.target instanceof Element && event.target.closest('[data-pick]') !== null)
          props.onToggle(index)
        // Where one click opens, the second of a double click would open what came in its place.
        else if (!opens || event.detail < 2) props.onRow(index, false)
      }}
      onDoubleClick={event => {
        const index = indexOf(event)
        if (index >= 0 && !opens) props.onRow(index, true)
      }}
    >
      {items.map(({ index, start }) => {
        const row = rowAt(index)
        return (
          <BodyRow
            key={index}
            id={`${gridId}-${index}`}
            index={index}
            start={start}
            height={height}
            row={row}
            // A row knows its own columns' type; the memo around it does not.
            columns={shown as readonly Column<unknown>[]}
            template={template}
            active={index === active}
            open={current === undefined ? null : row !== undefined && rowKey(row) === current}
            picked={picked === undefined ? null : row !== undefined && picked.has(rowKey(row))}
            pickLabel={t('grid.select')}
            opens={opens}
          />
        )
      })}
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly index: number
  readonly start: number
  readonly height: number
  readonly row: unknown
  readonly columns: readonly Column<unknown>[]
  readonly template: string
  readonly active: boolean
  /** Open beside the list; null where nothing is. */
  readonly open: boolean | null
  /** Null where rows are not picked. */
  readonly picked: boolean | null
  readonly pickLabel: string
  readonly opens: boolean
}

const BodyRow = memo(function BodyRow(props: RowProps) {
  const { id, index, start, height, row, columns, template, active, open, picked, pickLabel, opens } = props
  return (
    <div
      id={id}
      className={css.row}
      role="row"
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={picked ?? open ?? active}
      data-active={active || undefined}
      data-open={open === true || undefined}
      data-picked={picked === true || undefined}
      data-opens={opens || undefined}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      {picked !== null && (
        <div className={css.pick} role="gridcell" data-pick>
          <input type="checkbox" tabIndex={-1} aria-label={pickLabel} checked={picked} readOnly />
        </div>
      )}
      {columns.map((column, i) => (
        <div
          key={column.id}
          className={css.cell}
          role="gridcell"
          aria-colindex={i + 1}
          data-align={column.align}
        >
          {row === undefined ? (
            <div className={css.ghost} />
          ) : (
            (column.cell?.(row) ?? plain(column.value(row)))
          )}
        </div>
      ))}
    </div>
  )
})

function plain(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
