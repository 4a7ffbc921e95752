import { TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState
} from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { useShortcut } from '../../app/shortcuts'
import { Empty, Failure, Loading } from '../faces'
import {
  type Column,
  filterRows,
  haystacks,
  type Layout,
  readLayout,
  shownColumns,
  type Sort,
  sortRows,
  trackOf,
  writeLayout
} from './columns'
import css from './DataGrid.module.css'
import { gridExports } from './gridExports'
import { GridBody } from './GridBody'
import { GridHead, type GridExport } from './GridHead'
import { useGridKeys } from './useGridKeys'
import type { GridSource } from './useWindowOf'

/** Settings of {@link DataGrid}. Give `rows` for a list in memory, `source` for one in the core. */
export interface DataGridProps<Row> {
  /** Name under which columns are remembered, `cases.list`. */
  readonly id: string
  /** What the list is, for screen readers and file names; translated. */
  readonly label: string
  /** What a saved file is called where the label alone does not say what it holds. */
  readonly fileName?: string
  readonly columns: readonly Column<Row>[]
  readonly rows?: readonly Row[]
  readonly source?: GridSource<Row>
  readonly rowKey: (row: Row) => string
  /** Enter and double click (single click with `openOnClick`). */
  readonly onOpen?: (row: Row) => void
  readonly openOnClick?: boolean
  /** Told which row the keyboard is on (a preview beside the list). */
  readonly onActive?: (row: Row) => void
  /** Key of the row that is open beside the list: it is marked. A list in memory also stands on it. */
  readonly current?: string
  /** Needed with `source`; a list in memory sorts itself. */
  readonly sort?: Sort | null
  readonly onSort?: (sort: Sort | null) => void
  /** Sorting of a list in memory to begin with. */
  readonly initialSort?: Sort
  /** Text of the filter where the core filters; a list in memory filters itself. */
  readonly filter?: string
  readonly onFilter?: (text: string) => void
  readonly filterPlaceholder?: string
  /** No filter box at all. */
  readonly noFilter?: boolean
  /** Picked rows by key; with it rows have boxes. */
  readonly picked?: ReadonlySet<string>
  readonly onPicked?: (picked: ReadonlySet<string>) => void
  /** More controls left of the count. */
  readonly tools?: ReactNode
  /** Exports made by the core; a list in memory offers CSV and XLSX by itself. */
  readonly exports?: readonly GridExport[]
  /** What is shown instead of an empty list. */
  readonly empty?: ReactNode
  readonly compact?: boolean
  /** Columns arranged from outside (saved views); otherwise the grid remembers its own. */
  readonly layout?: Layout
  readonly onLayout?: (layout: Layout) => void
  /** Further keys while the list has the focus; `preventDefault` keeps them from the grid. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row) => void
}

const spare = 36

/**
 * The list of FabCase: virtual rows of one height, sorting, filter, columns people arrange, and the
 * keyboard (arrows, PageUp/Down, Home, End, Enter, Space, `/`). 100,000 rows are no burden.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { id, label, columns, rowKey, source, onOpen, onActive, onSort, picked, onPicked } = props
  const { t, i18n } = useTranslation('app')
  const f = useFormat()
  const gridId = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const filterBox = useRef<HTMLInputElement>(null)
  const [ownLayout, setOwnLayout] = useState(() => readLayout(id, columns))
  const layout = props.layout ?? ownLayout
  const [ownSort, setOwnSort] = useState<Sort | null>(props.initialSort ?? null)
  const [ownFilter, setOwnFilter] = useState('')
  const [active, setActive] = useState(0)
  const text = useDeferredValue(ownFilter)
  const sort = source === undefined ? ownSort : (props.sort ?? null)
  const shown = useMemo(() => shownColumns(columns, layout), [columns, layout])

  const all = props.rows
  const sorted = useMemo(() => {
    const by = columns.find(column => column.id === sort?.id)
    return sortRows(all ?? [], by, sort?.descending ?? false, i18n.language)
  }, [all, columns, sort, i18n.language])
  const filtering = text.trim() !== ''
  const hay = useMemo(() => (filtering ? haystacks(sorted, shown) : []), [filtering, sorted, shown])
  const local = useMemo(() => filterRows(sorted, hay, text), [sorted, hay, text])
  const total = source === undefined ? local.length : (source.total ?? 0)
  const rowAt = (index: number): Row | undefined => (source === undefined ? local[index] : source.row(index))

  const height = props.compact === true ? 26 : 30
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called in this component only
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 8,
    scrollPaddingStart: 30
  })
  // Chosen elsewhere, or sorted to another place: the list stands on it again.
  const { current } = props
  const [stood, setStood] = useState<{ readonly key: string; readonly rows: readonly Row[] } | null>(null)
  const place = useMemo(
    () => (current === undefined ? -1 : local.findIndex(row => rowKey(row) === current)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- how a row is named does not change
    [local, current]
  )
  if (current !== undefined && (stood?.key !== current || stood.rows !== local)) {
    setStood({ key: current, rows: local })
    if (place >= 0) setActive(place)
  }
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [place, virtual])
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const want = source?.want
  useEffect(() => {
    want?.(first, last)
  }, [want, first, last])

  const at = Math.min(active, Math.max(0, total - 1))
  const toggle = (index: number): void => {
    const row = rowAt(index)
    if (row === undefined || picked === undefined) return
    const next = new Set(picked)
    if (!next.delete(rowKey(row))) next.add(rowKey(row))
    onPicked?.(next)
  }
  const go = (index: number): void => {
    const to = Math.max(0, Math.min(total - 1, index))
    setActive(to)
    virtual.scrollToIndex(to, { align: 'auto' })
    const row = rowAt(to)
    if (row !== undefined) onActive?.(row)
  }
  const open = (index: number): void => {
    const row = rowAt(index)
    if (row !== undefined) onOpen?.(row)
  }
  const page = Math.max(1, Math.floor((virtual.scrollRect?.height ?? 300) / height) - 2)
  const onKeyDown = useGridKeys({
    at,
    total,
    page,
    go,
    open,
    toggle: picked === undefined ? null : toggle,
    pickTo: index => {
      if (picked === undefined) return
      const next = new Set(picked)
      for (let i = Math.min(at, index); i <= Math.max(at, index); i++) {
        const row = rowAt(i)
        if (row !== undefined) next.add(rowKey(row))
      }
      onPicked?.(next)
    }
  })
  useShortcut('/', t('grid.filterKey'), () => filterBox.current?.focus(), {
    group: 'app:keys.list',
    enabled: props.noFilter !== true
  })
  useShortcut('ArrowDown', t('grid.moveKey'), null, { group: 'app:keys.list' })
  useShortcut('Enter', t('grid.openKey'), null, { group: 'app:keys.list', enabled: onOpen !== undefined })
  useShortcut('Space', t('grid.pickKey'), null, { group: 'app:keys.list', enabled: picked !== undefined })

  const widths = shown.map(column => layout.widths[column.id] ?? column.width ?? 140)
  const template = [
    ...(picked === undefined ? [] : [`${spare}px`]),
    ...shown.map(column => trackOf(column, layout)),
    // The menu of columns stands over the buttons of the rows, where there are any.
    ...(shown.at(-1)?.title === ''
      ? []
      : shown.some(column => column.grow === true && layout.widths[column.id] === undefined)
        ? [`${spare}px`]
        : [`minmax(${spare}px, 1fr)`])
  ].join(' ')

  const exports =
    props.exports ?? (source === undefined ? gridExports(props.fileName ?? label, shown, local) : [])
  const failed = source !== undefined && source.total === null && source.error !== null
  const waiting = source !== undefined && source.total === null && !failed
  const filterValue = source === undefined ? ownFilter : (props.filter ?? '')
  return (
    <div className={css.grid}>
      {(props.noFilter !== true || props.tools !== undefined) && (
        <div className={css.bar}>
          {props.noFilter !== true && (
            <TextInput
              ref={filterBox}
              className={css.filter}
              aria-label={t('grid.filter')}
              placeholder={props.filterPlaceholder ?? t('grid.filter')}
              leftSection={<IconFilter size={14} />}
              value={filterValue}
              onChange={event => {
                if (source === undefined) setOwnFilter(event.currentTarget.value)
                else props.onFilter?.(event.currentTarget.value)
                setActive(0)
              }}
              onKeyDown={event => {
                if (event.key === 'ArrowDown' || event.key === 'Enter') {
                  event.preventDefault()
                  scroll.current?.focus()
                }
                if (event.key === 'Escape' && filterValue !== '') {
                  event.stopPropagation()
                  if (source === undefined) setOwnFilter('')
                  else props.onFilter?.('')
                }
              }}
            />
          )}
          {props.tools}
          <span className={css.spacer} />
          <span className={css.count} role="status">
            {picked !== undefined && picked.size > 0 && `${t('grid.picked', { count: picked.size })} · `}
            {waiting ? '' : t('grid.count', { count: total, shown: f.number(total) })}
          </span>
        </div>
      )}
      {failed ? (
        <Failure error={source.error} retry={source.retry} />
      ) : waiting ? (
        <Loading rows={12} />
      ) : total === 0 ? (
        ((filterValue === '' ? props.empty : undefined) ?? (
          <Empty
            title={filterValue === '' ? t('grid.empty') : t('grid.nothing')}
            hint={filterValue === '' ? undefined : t('grid.nothingHint')}
          />
        ))
      ) : (
        <div
          ref={scroll}
          className={css.scroll}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={shown.length}
          aria-busy={source?.busy}
          aria-multiselectable={picked !== undefined}
          aria-activedescendant={items.some(item => item.index === at) ? `${gridId}-${at}` : undefined}
          onKeyDown={event => {
            const row = rowAt(at)
            if (row !== undefined && event.target === event.currentTarget) props.onRowKey?.(event, row)
            if (!event.defaultPrevented) onKeyDown(event)
          }}
        >
          <GridHead
            columns={columns}
            shown={shown}
            layout={layout}
            widths={widths}
            template={template}
            sort={sort}
            onSort={source === undefined ? setOwnSort : (onSort ?? setOwnSort)}
            onLayout={next => {
              if (props.onLayout !== undefined) {
                props.onLayout(next)
                return
              }
              setOwnLayout(next)
              writeLayout(id, next)
            }}
            exports={exports}
            all={
              picked === undefined ? null : picked.size === 0 ? 'none' : picked.size >= total ? 'all' : 'some'
            }
            onAll={() => {
              const every = picked !== undefined && picked.size < total && source === undefined
              onPicked?.(new Set(every ? local.map(rowKey) : []))
            }}
          />
          <GridBody
            gridId={gridId}
            items={items}
            size={virtual.getTotalSize()}
            height={height}
            shown={shown}
            template={template}
            rowAt={rowAt}
            rowKey={rowKey}
            active={at}
            picked={picked}
            current={current}
            opens={onOpen !== undefined && props.openOnClick === true}
            onRow={(index, twice) => {
              setActive(index)
              const row = rowAt(index)
              if (row !== undefined) onActive?.(row)
              if (twice || props.openOnClick === true) open(index)
            }}
            onToggle={toggle}
          />
        </div>
      )}
    </div>
  )
}
