import { ActionIcon, Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconDownload } from '@tabler/icons-react'
import { type PointerEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceLine, ChoiceList } from '../ChoiceList'
import { type Column, initialLayout, type Layout, moveColumn, type Sort } from './columns'
import css from './DataGrid.module.css'

/** Something the grid's menu can export; the name is already translated. */
export interface GridExport {
  readonly label: string
  readonly run: () => void
}

interface HeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly Column<Row>[]
  readonly layout: Layout
  readonly widths: readonly number[]
  readonly template: string
  readonly sort: Sort | null
  readonly onSort: (sort: Sort | null) => void
  readonly onLayout: (layout: Layout) => void
  readonly exports: readonly GridExport[]
  /** Null where rows are not picked. */
  readonly all: 'none' | 'some' | 'all' | null
  readonly onAll: () => void
}

/** The sticky header: click sorts, the edge resizes, dragging reorders, the menu shows and hides. */
export function GridHead<Row>(props: HeadProps<Row>) {
  const { shown, layout, widths, template, sort, onSort, onLayout, all, onAll } = props
  const { t } = useTranslation('app')
  const [over, setOver] = useState<string | null>(null)
  const drag = useRef<string | null>(null)
  return (
    <div className={css.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
      {all !== null && (
        <div className={css.pick} role="columnheader">
          <Checkbox
            aria-label={t('grid.selectAll')}
            checked={all === 'all'}
            indeterminate={all === 'some'}
            onChange={onAll}
          />
        </div>
      )}
      {shown.map((column, i) => {
        if (column.title === '' && i === shown.length - 1) return null
        const sorted = sort?.id === column.id
        const Arrow = sort?.descending === true ? IconArrowDown : IconArrowUp
        return (
          <div
            key={column.id}
            className={css.th}
            role="columnheader"
            aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            data-over={over === column.id || undefined}
            data-align={column.align}
            draggable
            onDragStart={event => {
              drag.current = column.id
              event.dataTransfer.effectAllowed = 'move'
            }}
            onDragOver={event => {
              if (drag.current === null) return
              event.preventDefault()
              setOver(column.id)
            }}
            onDragEnd={() => {
              drag.current = null
              setOver(null)
            }}
            onDrop={event => {
              event.preventDefault()
              if (drag.current !== null) onLayout(moveColumn(layout, drag.current, column.id))
              setOver(null)
            }}
          >
            {column.sortable === false ? (
              <span className={css.title}>
                <span className={css.words}>{column.title}</span>
              </span>
            ) : (
              <button
                type="button"
                className={css.title}
                onClick={() => {
                  onSort(
                    sorted
                      ? { id: column.id, descending: !sort.descending }
                      : { id: column.id, descending: false }
                  )
                }}
              >
                <span className={css.words}>{column.title}</span>
                {sorted && <Arrow size={13} stroke={2} />}
              </button>
            )}
            <Edge
              label={t('grid.resize', { name: column.title })}
              width={widths[i] ?? 100}
              onWidth={width => {
                onLayout({ ...layout, widths: { ...layout.widths, [column.id]: width } })
              }}
              onReset={() => {
                const { [column.id]: _gone, ...rest } = layout.widths
                onLayout({ ...layout, widths: rest })
              }}
            />
          </div>
        )
      })}
      <div className={css.menu} role="columnheader">
        <HeadMenu {...props} />
      </div>
    </div>
  )
}

interface EdgeProps {
  readonly label: string
  readonly width: number
  readonly onWidth: (width: number) => void
  readonly onReset: () => void
}

function Edge({ label, width, onWidth, onReset }: EdgeProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const end = (): void => {
    start.current = null
  }
  return (
    <span
      className={css.edge}
      title={label}
      draggable
      onDragStart={event => {
        // The edge is not the column.
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={(event: PointerEvent<HTMLSpanElement>) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        // As it is drawn: it may have grown, or given way.
        start.current = { x: event.clientX, width: event.currentTarget.parentElement?.offsetWidth ?? width }
      }}
      onPointerMove={event => {
        if (start.current !== null)
          onWidth(Math.max(40, start.current.width + event.clientX - start.current.x))
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={onReset}
    />
  )
}

function HeadMenu<Row>({ columns, layout, onLayout, exports }: HeadProps<Row>) {
  const { t } = useTranslation('app')
  const [open, setOpen] = useState(false)
  const titled = layout.order
    .map(id => columns.find(column => column.id === id))
    .filter(column => column !== undefined)
    // A column of buttons has no title, and is always there.
    .filter(column => column.title !== '')
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size={24}
          aria-label={t('grid.columns')}
          onClick={() => {
            setOpen(!open)
          }}
        >
          <IconColumns3 size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={css.dropdown}>
        {exports.length > 0 && (
          <>
            <div className={css.part}>{t('grid.export')}</div>
            <ChoiceList>
              {exports.map(one => (
                <ChoiceLine
                  key={one.label}
                  icon={<IconDownload size={15} />}
                  onClick={() => {
                    setOpen(false)
                    one.run()
                  }}
                >
                  {one.label}
                </ChoiceLine>
              ))}
            </ChoiceList>
          </>
        )}
        <div className={css.part}>{t('grid.columnsOnly')}</div>
        {titled.map((column, i) => (
          <div key={column.id} className={css.choice}>
            <Checkbox
              label={column.title}
              checked={column.fixed === true || !layout.hidden.includes(column.id)}
              disabled={column.fixed === true}
              onChange={event => {
                const hidden = event.currentTarget.checked
                  ? layout.hidden.filter(id => id !== column.id)
                  : [...layout.hidden, column.id]
                onLayout({ ...layout, hidden })
              }}
            />
            <span className={css.moves}>
              <Mover
                up
                label={t('grid.moveUp', { name: column.title })}
                target={titled[i - 1]?.id}
                move={target => {
                  onLayout(moveColumn(layout, column.id, target))
                }}
              />
              <Mover
                label={t('grid.moveDown', { name: column.title })}
                target={titled[i + 1]?.id}
                move={target => {
                  onLayout(moveColumn(layout, column.id, target))
                }}
              />
            </span>
          </div>
        ))}
        <ChoiceList>
          <ChoiceLine
            onClick={() => {
              onLayout(initialLayout(columns))
            }}
          >
            {t('grid.reset')}
          </ChoiceLine>
        </ChoiceList>
      </Popover.Dropdown>
    </Popover>
  )
}

interface MoverProps {
  readonly up?: boolean
  readonly label: string
  readonly target: string | undefined
  readonly move: (target: string) => void
}

function Mover({ up = false, label, target, move }: MoverProps) {
  const Arrow = up ? IconArrowUp : IconArrowDown
  return (
    <ActionIcon
      size={20}
      aria-label={label}
      disabled={target === undefined}
      onClick={() => {
        if (target !== undefined) move(target)
      }}
    >
      <Arrow size={13} />
    </ActionIcon>
  )
}
