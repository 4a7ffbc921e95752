import type { TreeAnswer, TreePart } from '@contract/faultTree'
import { Button, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../app/i18n/useFormat'
import { DataGrid } from '../../../ui/grid/DataGrid'
import type { Column } from '../../../ui/grid/columns'
import { Empty } from '../../../ui/faces'
import type { Light } from '../light'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { countText, primeRows, type SetRow, setRows } from './answers'
import { OrderCounts } from './OrderCounts'
import type { Computing } from './useResults'

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
  readonly lit: string | null
  readonly onLight: (light: Light | null) => void
}

/**
 * Minimal cut sets, and of a tree that is not coherent its prime implicants, the most probable first; a click lights
 * one up in the picture.
 */
export function CutSets(props: Props) {
  const { t } = useTranslation('faultTree')
  const { results } = props.computing
  const [kind, setKind] = useState<'sets' | 'primes'>('sets')
  if (results === null) return <Empty title={t('results.notYet')} />
  const primes = !results.coherent && kind === 'primes'
  return (
    <>
      {!results.coherent && (
        <SegmentedControl
          size="xs"
          aria-label={t('sets.kind')}
          value={kind}
          data={[
            { value: 'sets', label: t('results.mcs') },
            { value: 'primes', label: t('results.primes') }
          ]}
          onChange={value => {
            setKind(value)
          }}
        />
      )}
      {primes ? <Primes {...props} results={results} /> : <Sets {...props} results={results} />}
    </>
  )
}

type Answered = Props & { readonly results: TreeAnswer }

function Sets(props: Answered) {
  const { t, i18n } = useTranslation('faultTree')
  const f = useFormat()
  const { results } = props
  const rows = useMemo(() => setRows(results), [results])
  return (
    <>
      <p className={css.says}>
        {t('sets.listed', {
          count: rows.length,
          n: f.number(rows.length),
          all: countText(results.mcs, i18n.language)
        })}
        {!results.coherent && ` ${t('sets.positive')}`}
      </p>
      <Table {...props} id="faultTree.sets" label={t('results.sets')} title={t('sets.events')} rows={rows} />
    </>
  )
}

function Primes(props: Answered) {
  const { t, i18n } = useTranslation('faultTree')
  const f = useFormat()
  const { results, computing } = props
  const rows = useMemo(() => primeRows(results), [results])
  const { primes, primesSpent } = results
  if (primes === null)
    return primesSpent ? (
      <Empty title={t('primes.spent')} hint={t('primes.spentHint')} />
    ) : (
      <Empty
        title={t('primes.not')}
        action={
          <Button
            onClick={() => {
              computing.set({ primes: true })
            }}
          >
            {t('settings.primes')}
          </Button>
        }
      />
    )
  return (
    <>
      <p className={css.says}>
        {t('primes.listed', {
          count: rows.length,
          n: f.number(rows.length),
          all: countText(primes.count, i18n.language)
        })}{' '}
        {t('primes.says')}
      </p>
      {primes.order !== null && <p className={css.warn}>{t('results.onlyOrder', { order: primes.order })}</p>}
      <OrderCounts counts={primes.byOrder} title={t('results.primes')} closed />
      <Table
        {...props}
        id="faultTree.primes"
        label={t('results.primes')}
        title={t('primes.literals')}
        rows={rows}
        namesOnly
      />
    </>
  )
}

/** A prime implicant by the names of its events; a line stands over what must not happen. */
function Literals({ row, text }: { readonly row: SetRow; readonly text: string }) {
  const { t } = useTranslation('faultTree')
  return (
    <span title={text}>
      {row.parts.map(part => part.name).join(' · ')}
      {row.absent.map((part, i) => (
        <span key={part.name}>
          {(i > 0 || row.parts.length > 0) && ' · '}
          <span className={css.absent} aria-label={t('primes.not1', { name: part.name })}>
            {part.name}
          </span>
        </span>
      ))}
    </span>
  )
}

function Table({
  editor,
  computing,
  results,
  lit,
  onLight,
  id,
  label,
  title,
  rows,
  namesOnly = false
}: Answered & {
  readonly id: string
  readonly label: string
  /** Of the column with the events. */
  readonly title: string
  readonly rows: readonly SetRow[]
  /** Without what events say: a line over half a sentence is not read. */
  readonly namesOnly?: boolean
}) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { nodes } = editor.open
  const { p } = results
  const columns = useMemo((): readonly Column<SetRow>[] => {
    const says = ({ name, ids }: TreePart): string => {
      const node = ids.length === 1 ? nodes.get(ids[0] ?? '') : undefined
      return node?.type === 'event' && node.data.label !== '' ? `${name} ${node.data.label}` : name
    }
    const text = (row: SetRow): string =>
      [...row.parts.map(says), ...row.absent.map(part => `¬${says(part)}`)].join(' · ')
    return [
      { id: 'order', title: t('sets.order'), value: row => row.order, width: 54, align: 'end' },
      {
        id: 'probability',
        title: 'P',
        value: row => row.probability,
        cell: row => (row.probability === null ? '—' : f.significant(row.probability, 4)),
        width: 92,
        align: 'end'
      },
      {
        id: 'share',
        title: t('sets.share'),
        value: row => (row.probability === null || p === null || p === 0 ? null : row.probability / p),
        cell: row =>
          row.probability === null || p === null || p === 0 ? '—' : f.percent(row.probability / p, 1),
        width: 76,
        align: 'end'
      },
      {
        id: 'events',
        title,
        value: text,
        ...(namesOnly ? { cell: (row: SetRow) => <Literals row={row} text={text(row)} /> } : {}),
        grow: true,
        width: 220
      }
    ]
  }, [t, f, nodes, p, title, namesOnly])
  return (
    <div className={css.grid} data-stale={computing.stale || undefined}>
      <DataGrid
        key={id}
        id={id}
        label={label}
        fileName={`${editor.open.diagram.title} ${label}`}
        columns={columns}
        rows={rows}
        rowKey={row => row.key}
        compact
        filterPlaceholder={t('sets.filter')}
        {...(lit === null ? {} : { current: lit })}
        onActive={row => {
          onLight({
            key: row.key,
            events: row.parts.flatMap(part => part.ids),
            absent: row.absent.flatMap(part => part.ids)
          })
        }}
        onRowKey={event => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          onLight(null)
        }}
      />
    </div>
  )
}
