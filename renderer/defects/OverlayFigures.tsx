import type { DefectEffect } from '@contract/defects'
import type { Output } from '@contract/index'
import { MultiSelect, SegmentedControl, Switch } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import { StateBadge } from '../ui/StateBadge'
import css from './defects.module.css'
import { DefectFrame } from './DefectFrame'
import { useDefectDesk } from './desk'
import { sayP, sayShare, verdictOf } from './effects'
import { toggled } from './filter'
import { binName, Bins, Effects } from './OverlayLists'
import { OverlayMap } from './OverlayMap'
import { OverlayPairs } from './OverlayPairs'
import { OverlayPlacing } from './OverlayPlacing'

type Overlay = Output<'defects.overlay'>

const lists = ['class', 'size', 'bins', 'wafers'] as const

interface Props {
  readonly data: Overlay
  readonly testers: Output<'defects.testers'>
  readonly choose: ReactNode
}

/** What the overlay says: kill ratio over all, by class and by size, bins, and the map behind it. */
export function OverlayFigures({ data, testers, choose }: Props) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const chart = useRef<ChartHandle>(null)
  const [listText, setList] = useUrlValue('list', 'class')
  const [kind, setKind] = useUrlValue('kind', 'hard')
  const [fail, setFail] = useUrlValue('fail', '')
  const [mixed, setMixed] = useUrlValue('mixed', '')
  const list = lists.find(one => one === listText) ?? 'class'
  const { overall, pairs } = data
  const [wafer, setWafer] = useState<number | null>(null)
  const shown = pairs.find(pair => pair.wafer === wafer) ?? pairs[0]
  const dies = pairs.reduce((sum, pair) => sum + pair.both, 0)
  const tested = pairs.reduce((sum, pair) => sum + pair.tested, 0)
  const title = t('overlay.title')
  const laid = new Set(pairs.map(pair => pair.setId))
  const beside = new Map(
    testers.wafers
      .flatMap(one => one.matches)
      .filter(match => laid.has(match.setId))
      .map(({ setId, name, sha256 }) => [setId, { name, sha256, setId }])
  )
  const effects = list === 'size' ? data.bySize : data.byClass
  const labelOf = (effect: DefectEffect): string =>
    effect.key === 'null' ? t('none.value') : list === 'size' ? `${effect.label} µm` : effect.label
  const share = (value: number | null): number | null =>
    value === null ? null : Math.round(value * 1e6) / 1e6
  return (
    <DefectFrame
      title={title}
      kind="chart"
      n={dies}
      more={t('overlay.note', { dies, wafers: pairs.length })}
      chart={chart}
      beside={[...beside.values()]}
      data={() => ({
        header: [
          t(`overlay.lists.${list === 'size' ? 'size' : 'class'}`),
          ...effectHeads.map(key => t(`overlay.columns.${key}`)),
          'p',
          'q'
        ],
        rows: [{ ...overall, key: 'all', label: t('overlay.all') }, ...effects].map(effect => [
          effect.key === 'all' ? effect.label : labelOf(effect),
          effect.defects,
          effect.dies,
          effect.diesFail,
          effect.hitFail,
          effect.hitPass,
          effect.cleanFail,
          effect.cleanPass,
          share(effect.killRatio.value),
          share(effect.killRatio.low),
          share(effect.killRatio.high),
          share(effect.hitRate.value),
          effect.killed,
          effect.p,
          effect.q
        ])
      })}
      controls={
        <>
          {choose}
          <SegmentedControl
            size="xs"
            aria-label={t('overlay.kind')}
            value={kind === 'soft' ? 'soft' : 'hard'}
            onChange={setKind}
            data={['hard', 'soft'].map(value => ({ value, label: t(`overlay.kinds.${value}`) }))}
          />
          <MultiSelect
            size="xs"
            w={230}
            classNames={{ inputField: css.field, pillsList: css.pills }}
            aria-label={t('overlay.failing')}
            placeholder={fail === '' ? t('overlay.failingUsual') : ''}
            clearable
            searchable
            value={fail === '' ? [] : fail.split(',')}
            onChange={next => {
              setFail(next.join(','))
            }}
            data={data.bins
              .toSorted((a, b) => a.number - b.number)
              .map(bin => ({ value: String(bin.number), label: binName(bin) }))}
          />
        </>
      }
    >
      <div className={css.split} data-wide>
        <div className={css.side}>
          <OverlayPlacing applied={data.placing} found={data.found} ties={data.ties} />
          {tested > 0 && dies / tested < 0.5 && (
            <span className={css.warned}>{t('overlay.few', { share: f.percent(dies / tested) })}</span>
          )}
          {shown !== undefined && (
            <OverlayMap
              key={shown.wafer}
              data={data}
              wafer={shown.wafer}
              onWafer={setWafer}
              chart={chart}
              title={`${title} · ${desk.waferName(shown.wafer)}`}
            />
          )}
        </div>
        <div className={css.side}>
          <Overall effect={overall} />
          <div className={css.lists}>
            <SegmentedControl
              size="xs"
              aria-label={t('overlay.list')}
              value={list}
              onChange={setList}
              data={lists.map(value => ({ value, label: t(`overlay.lists.${value}`) }))}
            />
            {(list === 'class' || list === 'size') && (
              <Switch
                size="xs"
                label={t(`overlay.alone.${list}`)}
                checked={mixed === ''}
                onChange={event => {
                  setMixed(event.currentTarget.checked ? '' : '1')
                }}
              />
            )}
          </div>
          {list === 'wafers' ? (
            <OverlayPairs testers={testers} report={pairs} />
          ) : list === 'bins' ? (
            <Bins bins={data.bins} />
          ) : (
            <Effects
              key={list}
              by={list}
              effects={effects}
              label={labelOf}
              onOpen={effect => {
                if (list === 'class')
                  desk.setFilter(
                    toggled(desk.filter, 'classes', [effect.key === 'null' ? null : Number(effect.key)])
                  )
              }}
            />
          )}
          <span className={css.quiet}>{t('overlay.how')}</span>
        </div>
      </div>
    </DefectFrame>
  )
}

const effectHeads = [
  'defects',
  'dies',
  'diesFail',
  'hitFail',
  'hitPass',
  'cleanFail',
  'cleanPass',
  'killRatio',
  'killLow',
  'killHigh',
  'hitRate',
  'killed'
] as const

/** The four numbers of dies, and what they say. */
function Overall({ effect }: { readonly effect: DefectEffect }) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const verdict = verdictOf(effect)
  return (
    <div className={css.overall}>
      <table className={css.table}>
        <caption className="fab-visually-hidden">{t('overlay.fourfold')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('overlay.fails')}</th>
            <th scope="col">{t('overlay.passes')}</th>
            <th scope="col">{t('overlay.failShare')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('overlay.hit')}</th>
            <td>{f.number(effect.hitFail)}</td>
            <td>{f.number(effect.hitPass)}</td>
            <td>{sayShare(effect.failHit, f)}</td>
          </tr>
          <tr>
            <th scope="row">{t('overlay.clean')}</th>
            <td>{f.number(effect.cleanFail)}</td>
            <td>{f.number(effect.cleanPass)}</td>
            <td>{sayShare(effect.failClean, f)}</td>
          </tr>
        </tbody>
      </table>
      <dl className={css.figures}>
        <Figure name={t('overlay.columns.killRatio')} value={sayShare(effect.killRatio, f)} />
        <Figure name={t('overlay.columns.hitRate')} value={sayShare(effect.hitRate, f)} />
        <Figure
          name={t('overlay.columns.killed')}
          value={f.number(effect.killed, { maximumFractionDigits: 1 })}
        />
        <Figure
          name={t('overlay.fisher')}
          value={sayP(effect.p, value => f.number(value, { maximumSignificantDigits: 2 }))}
        />
      </dl>
      <StateBadge tone={verdict === 'kills' ? 'bad' : 'info'}>{t(`overlay.verdicts.${verdict}`)}</StateBadge>
    </div>
  )
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className={css.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
