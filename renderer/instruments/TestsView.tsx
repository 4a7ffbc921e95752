import type { TestRow } from '@contract/instruments'
import { NumberInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { Histogram } from '../charts/Histogram'
import { Empty, Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { SplitPane } from '../ui/SplitPane'
import css from './instruments.module.css'
import { testName, unitOf } from './words'

/** Tests of a set; the one the keyboard is on has its histogram beside the list. */
export default function TestsView({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation('instruments')
  const tests = useQueryOf('instruments.tests', { id })
  const [chosen, setChosen] = useUrlValue('test', '')
  return (
    <Faces
      of={tests}
      rows={16}
      isEmpty={data => data.tests.length === 0}
      empty={<Empty title={t('tests.empty')} hint={t('tests.emptyHint')} />}
    >
      {data => {
        const test = data.tests.find(row => String(row.index) === chosen) ?? firstTelling(data.tests)
        return (
          <SplitPane
            id="instruments.tests"
            initial={800}
            min={380}
            max={1400}
            first={
              <TestList
                tests={data.tests}
                file={name}
                onActive={row => {
                  setChosen(String(row.index))
                }}
              />
            }
            second={test === undefined ? null : <TestDetail id={id} file={name} test={test} />}
          />
        )
      }}
    </Faces>
  )
}

const failsFirst = { id: 'fails', descending: true } as const

/** The first of the list as it is sorted to begin with: the test with most fails. */
function firstTelling(tests: readonly TestRow[]): TestRow | undefined {
  return tests.toSorted((a, b) => b.fails - a.fails || a.index - b.index)[0]
}

function TestList({
  tests,
  file,
  onActive
}: {
  /** Name of the file they were read from; exports bear it. */
  readonly file: string
  readonly tests: readonly TestRow[]
  readonly onActive: (test: TestRow) => void
}) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const columns = useMemo((): readonly Column<TestRow>[] => {
    const figure = (id: 'mean' | 'sigma' | 'min' | 'max' | 'lo' | 'hi', hidden = false): Column<TestRow> => ({
      id,
      title: t(`columns.${id}`),
      width: 96,
      align: 'end',
      hidden,
      value: row => row[id],
      cell: row => (row[id] === null ? '' : f.si(row[id], unitOf(row.units)))
    })
    return [
      {
        id: 'number',
        title: t('columns.number'),
        width: 84,
        align: 'end',
        value: row => row.number,
        fixed: true
      },
      { id: 'text', title: t('columns.text'), value: row => row.text, grow: true, width: 200 },
      {
        id: 'recordType',
        title: t('columns.recordType'),
        width: 64,
        value: row => row.recordType,
        hidden: true
      },
      {
        id: 'n',
        title: t('columns.n'),
        width: 70,
        align: 'end',
        value: row => row.n,
        cell: row => f.number(row.n)
      },
      {
        id: 'executions',
        title: t('columns.executions'),
        width: 90,
        align: 'end',
        hidden: true,
        value: row => row.executions,
        cell: row => f.number(row.executions)
      },
      {
        id: 'fails',
        title: t('columns.fails'),
        width: 70,
        align: 'end',
        value: row => row.fails,
        cell: row => <span className={row.fails > 0 ? css.fail : undefined}>{f.number(row.fails)}</span>
      },
      figure('mean'),
      figure('sigma'),
      figure('lo'),
      figure('hi'),
      figure('min', true),
      figure('max', true),
      { id: 'units', title: t('columns.units'), width: 70, value: row => row.units, hidden: true },
      {
        id: 'cpk',
        title: t('tests.cpk'),
        width: 70,
        align: 'end',
        value: row => row.cpk,
        cell: row =>
          row.cpk === null ? '' : f.number(row.cpk, { maximumFractionDigits: 2, minimumFractionDigits: 2 })
      }
    ]
  }, [t, f])
  return (
    <DataGrid
      id="instruments.tests"
      label={t('set.tabs.tests')}
      fileName={`${file} · ${t('set.tabs.tests')}`}
      columns={columns}
      rows={tests}
      rowKey={row => String(row.index)}
      onActive={onActive}
      onOpen={onActive}
      openOnClick
      filterPlaceholder={t('tests.filter')}
      initialSort={failsFirst}
      compact
    />
  )
}

function TestDetail({
  id,
  file,
  test
}: {
  readonly id: string
  readonly file: string
  readonly test: TestRow
}) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const [element, setElement] = useState(0)
  const at = Math.min(element, test.elements - 1)
  const measured = test.n > 0
  const histogram = useQueryOf(
    'instruments.histogram',
    { id, test: test.index, element: at },
    { keep: true, enabled: measured }
  )
  const facts: [string, string][] = [
    [t('columns.executions'), f.number(test.executions)],
    [t('columns.fails'), f.number(test.fails)],
    [t('columns.n'), f.number(test.n)],
    [t('columns.mean'), f.si(test.mean, unitOf(test.units))],
    [t('columns.sigma'), f.si(test.sigma, unitOf(test.units))],
    [t('columns.min'), f.si(test.min, unitOf(test.units))],
    [t('columns.max'), f.si(test.max, unitOf(test.units))],
    [t('columns.lo'), test.lo === null ? '–' : f.si(test.lo, unitOf(test.units))],
    [t('columns.hi'), test.hi === null ? '–' : f.si(test.hi, unitOf(test.units))],
    [t('columns.cp'), f.number(test.cp, { maximumFractionDigits: 3 })],
    [t('columns.cpk'), f.number(test.cpk, { maximumFractionDigits: 3 })]
  ]
  return (
    <div className={css.detail} data-tour="test">
      {!measured ? (
        <Empty
          title={t('tests.functional', { name: testName(test) })}
          hint={t('tests.functionalHint')}
          compact
        />
      ) : (
        <Faces of={histogram}>
          {data => (
            <Histogram
              title={testName(data.test)}
              fileName={`${file} · ${testName(data.test)}`}
              bins={data}
              units={unitOf(data.test.units)}
              n={data.test.n}
              mean={data.test.mean}
              sigma={data.test.sigma}
              low={data.test.lo}
              high={data.test.hi}
              under={data.under}
              over={data.over}
              note={t('tests.note', { n: f.number(data.test.n) })}
            />
          )}
        </Faces>
      )}
      {test.elements > 1 && (
        <NumberInput
          label={t('tests.element', { count: test.elements })}
          min={0}
          max={test.elements - 1}
          value={at}
          onChange={value => {
            setElement(Number(value) || 0)
          }}
        />
      )}
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </div>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
