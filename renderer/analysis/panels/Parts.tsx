import type { ViewPart } from '@contract/analysis'
import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { go } from '../../app/navigation'
import { useShortcut } from '../../app/shortcuts'
import { Empty, Faces } from '../../ui/faces'
import { DataGrid } from '../../ui/grid/DataGrid'
import type { Column, Sort } from '../../ui/grid/columns'
import { useWindowOf } from '../../ui/grid/useWindowOf'
import { Verdict } from '../../ui/StateBadge'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { onlyCase, useProvenance } from '../PanelFrame'
import { PinButton } from '../../evidence/PinButton'
import { call } from '../../app/client/index'
import { type ExportLine, useExports } from '../useExports'

/** Sorts the core knows, by the column that asks for it. */
const sorts = { order: 'order', partId: 'partId', x: 'place', hardBin: 'hardBin', testMs: 'testMs' } as const

/** Every part the filter leaves, and one found by its id, its place or its code. */
export default function Parts() {
  const { t } = useTranslation('analysis')
  const { view } = useBench()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), 200)
  const box = useRef<HTMLInputElement>(null)
  const found = useQueryOf(
    'analysis.findPart',
    { sets: view.sets, text: wanted === '' ? '-' : wanted },
    { enabled: wanted !== '', keep: true }
  )
  useShortcut('f', t('parts.find'), () => box.current?.focus(), { group: 'app:keys.list' })
  const input = (
    <TextInput
      ref={box}
      w={270}
      aria-label={t('parts.find')}
      placeholder={t('parts.findHint')}
      leftSection={<IconSearch size={14} />}
      value={text}
      maxLength={200}
      onChange={event => {
        setText(event.currentTarget.value)
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && text !== '') {
          event.stopPropagation()
          setText('')
        }
      }}
    />
  )
  if (wanted === '') return <Filtered find={input} />
  return (
    <div className={css.fill}>
      <Faces of={found} rows={10}>
        {data => (
          <PartGrid
            rows={data.rows}
            find={input}
            note={t('parts.found', { count: data.total, n: data.total })}
            empty={
              <Empty
                title={t('parts.notFound', { text: wanted })}
                hint={t('parts.notFoundHint')}
                compact
                action={
                  <Button
                    variant="default"
                    onClick={() => {
                      go(`/search?q=${encodeURIComponent(wanted)}`)
                    }}
                  >
                    {t('parts.everywhere')}
                  </Button>
                }
              />
            }
          />
        )}
      </Faces>
    </div>
  )
}

function Filtered({ find }: { readonly find: React.ReactNode }) {
  const { t } = useTranslation('analysis')
  const { view, overview } = useBench()
  const exports = useExports()
  const [sort, setSort] = useState<Sort | null>({ id: 'order', descending: false })
  const by = Object.hasOwn(sorts, sort?.id ?? '') ? sorts[sort?.id as keyof typeof sorts] : 'order'
  const input = useMemo(
    () => ({ view, sort: by, descending: sort?.descending ?? false }),
    [view, by, sort?.descending]
  )
  const source = useWindowOf('analysis.parts', input, output => output, { topics: ['import', 'set'] })
  return (
    <div className={css.fill}>
      <PartGrid
        source={source}
        sort={sort}
        onSort={setSort}
        find={find}
        exports={[...exports('parts'), ...exports('matrix')]}
        empty={<Empty title={t('parts.none')} hint={t('parts.noneHint')} compact />}
        total={overview?.shown ?? 0}
      />
    </div>
  )
}

interface GridProps {
  readonly rows?: readonly ViewPart[]
  readonly source?: Parameters<typeof DataGrid<ViewPart>>[0]['source']
  readonly sort?: Sort | null
  readonly onSort?: (sort: Sort | null) => void
  readonly exports?: readonly ExportLine[]
  readonly find: React.ReactNode
  readonly note?: string
  readonly empty: React.ReactNode
  readonly total?: number
}

function PartGrid({ rows, source, sort, onSort, exports, find, note, empty, total = 0 }: GridProps) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const desk = useBench()
  const provenance = useProvenance()
  const columns = useMemo(
    (): readonly Column<ViewPart>[] => [
      { id: 'partId', title: t('parts.id'), width: 110, grow: true, value: row => row.partId, fixed: true },
      {
        id: 'partText',
        title: t('parts.text'),
        width: 130,
        value: row => row.partText,
        hidden: true,
        sortable: false
      },
      { id: 'lot', title: t('parts.lot'), width: 110, value: row => row.lot, sortable: false },
      { id: 'wafer', title: t('parts.wafer'), width: 84, value: row => row.wafer, sortable: false },
      { id: 'x', title: 'x', width: 56, align: 'end', value: row => row.x },
      { id: 'y', title: 'y', width: 56, align: 'end', value: row => row.y, sortable: false },
      {
        id: 'site',
        title: t('parts.site'),
        width: 64,
        align: 'end',
        value: row => `${row.head}:${row.site}`,
        sortable: false
      },
      { id: 'hardBin', title: t('parts.hardBin'), width: 84, align: 'end', value: row => row.hardBin },
      {
        id: 'softBin',
        title: t('parts.softBin'),
        width: 84,
        align: 'end',
        value: row => row.softBin,
        sortable: false
      },
      {
        id: 'pass',
        title: t('parts.verdict'),
        width: 92,
        value: row => (row.pass === null ? '' : t(row.pass ? 'verdict.pass' : 'verdict.fail')),
        cell: row =>
          row.pass === null ? (
            t('verdict.none')
          ) : (
            <Verdict pass={row.pass}>{t(row.pass ? 'verdict.pass' : 'verdict.fail')}</Verdict>
          ),
        sortable: false
      },
      {
        id: 'touch',
        title: t('parts.touch'),
        width: 80,
        align: 'end',
        value: row => (row.touches > 1 ? `${row.touch}/${row.touches}` : ''),
        sortable: false
      },
      {
        id: 'testMs',
        title: t('parts.time'),
        width: 84,
        align: 'end',
        value: row => row.testMs,
        cell: row => (row.testMs === 0 ? '' : f.si(row.testMs / 1000, 's'))
      }
    ],
    [t, f]
  )
  const pinned = 2000
  return (
    <DataGrid
      id="analysis.parts"
      label={t('parts.title')}
      columns={columns}
      {...(source === undefined ? { rows: rows ?? [] } : { source })}
      {...(sort === undefined ? {} : { sort })}
      {...(onSort === undefined ? {} : { onSort })}
      {...(exports === undefined ? {} : { exports })}
      rowKey={row => `${row.set}:${row.part}`}
      onOpen={row => {
        desk.openPart(row.set, row.part)
      }}
      openOnClick
      noFilter
      compact
      tools={
        <>
          {find}
          {note !== undefined && <span className={css.quiet}>{note}</span>}
          {source !== undefined && total > 0 && (
            <PinButton
              title={t('parts.title')}
              caseId={desk.bench.caseId ?? onlyCase(desk)}
              what={async () => {
                const answer = await call('analysis.parts', {
                  view: desk.view,
                  limit: Math.min(1000, pinned)
                })
                return provenance.of({
                  kind: 'table',
                  title: t('parts.pinTitle', { count: answer.total, n: f.number(answer.total) }),
                  data: {
                    header: columns.map(column => column.title),
                    rows: answer.rows.map(row => columns.map(column => column.value(row)))
                  },
                  png: null,
                  svg: null,
                  caption: [
                    provenance.words,
                    answer.total > answer.rows.length
                      ? t('parts.pinFirst', { n: f.number(answer.rows.length) })
                      : ''
                  ]
                    .filter(text => text !== '')
                    .join(' · ')
                })
              }}
            />
          )}
        </>
      }
      empty={empty}
    />
  )
}
