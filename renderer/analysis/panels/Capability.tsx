import type { Capability as Figures } from '@contract/analysis'
import type { Output } from '@contract/index'
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import { unitOf } from '../../instruments/words'
import { Faces } from '../../ui/faces'
import { DataGrid } from '../../ui/grid/DataGrid'
import type { Column } from '../../ui/grid/columns'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { ElementInput, GroupSelect, NoTest, useGrouping } from '../controls'
import { GuardBand } from '../GuardBand'
import { PanelFrame } from '../PanelFrame'
import { ppm, pText, testLabel } from '../words'

type Answer = Output<'analysis.capability'>
type Line = Answer['groups'][number]

/** How well a test fits between its limits, and what other limits would do. */
export default function Capability() {
  const { view, test } = useBench()
  const by = useGrouping('c.by')
  const answer = useQueryOf(
    'analysis.capability',
    { view, test: test?.ref ?? { key: '-' }, by },
    { keep: true, enabled: test !== null, topics: ['import', 'set'] }
  )
  if (test === null) return <NoTest />
  return (
    <Faces of={answer} rows={12}>
      {data => <Shown data={data} />}
    </Faces>
  )
}

function Shown({ data }: { readonly data: Answer }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const { test, groups } = data
  const title = testLabel(test)
  const columns = useCapabilityColumns(unitOf(test.units))
  const one = groups.length === 1 ? groups[0] : undefined
  return (
    <PanelFrame
      title={t('capability.title', { title })}
      kind="chart"
      chart={chart}
      more={[
        t('capability.limits', {
          lo: test.lo === null ? '–' : f.si(test.lo, unitOf(test.units)),
          hi: test.hi === null ? '–' : f.si(test.hi, unitOf(test.units))
        }),
        one === undefined ? '' : t('distribution.values', { n: f.number(one.capability.n) })
      ]
        .filter(text => text !== '')
        .join(' · ')}
      data={() => ({
        header: columns.map(column => column.title),
        rows: groups.map(group => columns.map(column => column.value(group)))
      })}
      controls={
        <>
          <ElementInput />
          <GroupSelect name="c.by" only={['none', 'lot', 'wafer', 'set', 'site', 'head']} />
        </>
      }
    >
      <div className={css.capability}>
        {one === undefined ? (
          <div className={css.capabilityGrid}>
            <DataGrid
              id="analysis.capability"
              label={t('capability.title', { title })}
              columns={columns}
              rows={groups}
              rowKey={row => row.key}
              noFilter
              compact
            />
          </div>
        ) : (
          <Single figures={one.capability} units={unitOf(test.units)} limitsDiffer={test.limitsDiffer} />
        )}
        <GuardBand chart={chart} test={test} />
      </div>
    </PanelFrame>
  )
}

function useCapabilityColumns(units: string): readonly Column<Line>[] {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  return useMemo(() => {
    const index = (id: 'cp' | 'cpk' | 'pp' | 'ppk' | 'ppkPercentile'): Column<Line> => ({
      id,
      title: t(`capability.${id}`),
      width: 76,
      align: 'end',
      value: row => row.capability[id],
      cell: row =>
        row.capability[id] === null ? '' : f.number(row.capability[id], { maximumFractionDigits: 3 })
    })
    const end = (id: 'cpkInterval' | 'ppkInterval', side: 'low' | 'high'): Column<Line> => ({
      id: `${id}.${side}`,
      title: t(`capability.${id}.${side}`),
      width: 76,
      align: 'end',
      hidden: true,
      value: row => row.capability[id][side],
      cell: row => f.number(row.capability[id][side], { maximumFractionDigits: 3 })
    })
    const value = (id: 'mean' | 'sigmaWithin' | 'sigma'): Column<Line> => ({
      id,
      title: t(`capability.${id}`),
      width: 92,
      align: 'end',
      value: row => row.capability[id],
      cell: row => f.si(row.capability[id], units)
    })
    const million = (id: string, title: string, of: (figures: Figures) => number | null): Column<Line> => ({
      id,
      title,
      width: 92,
      align: 'end',
      value: row => of(row.capability),
      cell: row => ppm(f, of(row.capability))
    })
    return [
      {
        id: 'group',
        title: t('distribution.group'),
        width: 110,
        grow: true,
        value: row => (row.label === '' ? t('capability.all') : row.label),
        fixed: true
      },
      {
        id: 'n',
        title: 'n',
        width: 70,
        align: 'end',
        value: row => row.capability.n,
        cell: row => f.number(row.capability.n)
      },
      value('mean'),
      value('sigmaWithin'),
      value('sigma'),
      index('cp'),
      index('cpk'),
      end('cpkInterval', 'low'),
      end('cpkInterval', 'high'),
      index('pp'),
      index('ppk'),
      end('ppkInterval', 'low'),
      end('ppkInterval', 'high'),
      index('ppkPercentile'),
      {
        id: 'normal',
        title: t('capability.normal'),
        width: 90,
        value: row => {
          const { normal } = row.capability.normality
          return normal === null ? '' : t(normal ? 'capability.isNormal' : 'capability.notNormal')
        }
      },
      million('dppm', t('capability.dppm'), figures => figures.dppm.value),
      million('upper60', t('capability.upper60'), figures => figures.dppm.upper60),
      million('upper90', t('capability.upper90'), figures => figures.dppm.upper90),
      million('expected', t('capability.dppmExpected'), figures => figures.dppmExpected)
    ]
  }, [t, f, units])
}

/** Name, value, its bounds, and how it is found. */
type Line4 = readonly [string, string, string, string?]

/** Fewer values than this make an index that cannot be trusted. */
const enough = 30

function Single({
  figures,
  units,
  limitsDiffer
}: {
  readonly figures: Figures
  readonly units: string
  readonly limitsDiffer: boolean
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const three = { maximumFractionDigits: 3, minimumFractionDigits: 2 }
  const between = ({ low, high }: { readonly low: number | null; readonly high: number | null }): string =>
    low === null || high === null
      ? ''
      : t('capability.interval', { low: f.number(low, three), high: f.number(high, three) })
  const { normality, dppm } = figures
  const warnings = [
    figures.n < enough ? t('capability.few', { n: f.number(figures.n), enough }) : '',
    normality.normal === false
      ? t('capability.warnNormal', {
          statistic: f.number(normality.statistic, { maximumFractionDigits: 2 }),
          p: pText(f, normality.p)
        })
      : '',
    figures.warnings.includes('coarse') ? t('capability.coarse') : '',
    figures.warnings.includes('noSpread') ? t('capability.noSpread') : '',
    figures.lo === null && figures.hi === null
      ? t('capability.noLimits')
      : figures.lo === null || figures.hi === null
        ? t('capability.oneSided')
        : '',
    limitsDiffer ? t('capability.limitsDiffer') : ''
  ].filter(text => text !== '')
  const lines: readonly Line4[] = [
    ['Cp', f.number(figures.cp, three), ''],
    ['Cpk', f.number(figures.cpk, three), between(figures.cpkInterval)],
    ['Pp', f.number(figures.pp, three), ''],
    ['Ppk', f.number(figures.ppk, three), between(figures.ppkInterval)],
    [
      t('capability.ppkPercentile'),
      f.number(figures.ppkPercentile, three),
      '',
      t('capability.percentileHint')
    ],
    [t('capability.sigmaWithin'), f.si(figures.sigmaWithin, units), '', t('capability.withinHint')],
    [t('capability.sigma'), f.si(figures.sigma, units), '', t('capability.overallHint')],
    [t('capability.mean'), f.si(figures.mean, units), ''],
    [t('capability.beyond'), f.number(figures.beyond), ''],
    [
      t('capability.dppm'),
      ppm(f, dppm.value),
      t('capability.dppmBounds', { upper60: ppm(f, dppm.upper60), upper90: ppm(f, dppm.upper90) })
    ],
    [t('capability.dppmExpected'), ppm(f, figures.dppmExpected), '', t('capability.expectedHint')]
  ]
  return (
    <div className={css.capabilityFacts}>
      {warnings.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle size={16} />} p={8} className={css.warning}>
          {warnings.map(text => (
            <div key={text}>{text}</div>
          ))}
        </Alert>
      )}
      <dl className={css.indices}>
        {lines.map(([name, value, bounds, hint]) => (
          <div key={name} title={hint}>
            <dt>
              {name}
              {hint !== undefined && <span className="fab-visually-hidden"> ({hint})</span>}
            </dt>
            <dd>
              <b>{value}</b> {bounds !== '' && <span>{bounds}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
