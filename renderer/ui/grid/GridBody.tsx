import { Checkbox } from '@mantine/core'
import type { VirtualItem } from '@tanstack/react-virtual'
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
  readonly opens: boolean
  readonly onRow: (index: number, twice: boolean) => void
  readonly onToggle: (index: number) => void
}

/** The rows in view, each at its place in a body as high as all of them. */
export function GridBody<Row>(props: BodyProps<Row>) {
  const { gridId, items, size, height, shown, template, rowAt, rowKey, active, picked, opens } = props
  const { t } = useTranslation('app')
  return (
    <div className={css.body} role="rowgroup" style={{ height: size }}>
      {items.map(({ index, start }) => {
        const row = rowAt(index)
        const chosen = row !== undefined && picked?.has(rowKey(row)) === true
        return (
          <div
            key={index}
            id={`${gridId}-${index}`}
            className={css.row}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={picked === undefined ? index === active : chosen}
            data-active={index === active || undefined}
            data-picked={chosen || undefined}
            data-opens={opens || undefined}
            style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
            onClick={() => {
              props.onRow(index, false)
            }}
            onDoubleClick={() => {
              if (!opens) props.onRow(index, true)
            }}
          >
            {picked !== undefined && (
              <div className={css.pick} role="gridcell">
                <Checkbox
                  tabIndex={-1}
                  aria-label={t('grid.select')}
                  checked={chosen}
                  onClick={event => {
                    event.stopPropagation()
                  }}
                  onChange={() => {
                    props.onToggle(index)
                  }}
                />
              </div>
            )}
            {shown.map((column, i) => (
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
      })}
    </div>
  )
}

function plain(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
