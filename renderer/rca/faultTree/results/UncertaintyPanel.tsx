import { FabError } from '@contract/errors'
import type { TreeUncertainty } from '@contract/faultTree'
import { Button, Loader, NumberInput } from '@mantine/core'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/client/index'
import { FaultLine } from '../../../app/entry/FaultLine'
import { useFormat } from '../../../app/i18n/useFormat'
import type { CanvasTheme } from '../../../app/theme/series'
import { Chart, type ChartHandle } from '../../../charts/Chart'
import { ChartFrame } from '../../../charts/ChartFrame'
import { axis, type Option } from '../../../charts/option'
import type { TreeEditor } from '../useTree'
import css from '../panels/panels.module.css'
import { useAsked } from './useAsked'
import type { Computing } from './useResults'

interface Props {
  readonly editor: TreeEditor
  readonly computing: Computing
}

/** Monte Carlo over the parameters: percentiles and the spread of the top's probability. */
export function UncertaintyPanel({ editor, computing }: Props) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const [trials, setTrials] = useState(10_000)
  const [seed, setSeed] = useState(1)
  const { answer, fault, running, stale, ask, cancel } = useAsked<TreeUncertainty>(computing)
  const measured = editor.tree.events.some(
    ({ data: { model } }) => model.kind === 'measured' && model.last !== null
  )
  const spread = measured || editor.tree.parameters.some(one => one.data.value.kind !== 'number')
  return (
    <div className={css.form}>
      {!spread && <p className={css.says}>{t('uncertainty.noSpread')}</p>}
      {measured && <p className={css.says}>{t('uncertainty.measured')}</p>}
      <div className={css.pair}>
        <NumberInput
          label={t('uncertainty.trials')}
          value={trials}
          min={100}
          max={200_000}
          step={1000}
          thousandSeparator=","
          onChange={value => {
            if (typeof value === 'number') setTrials(Math.max(10, Math.min(200_000, value)))
          }}
        />
        <NumberInput
          label={t('uncertainty.seed')}
          value={seed}
          min={0}
          max={0xffffffff}
          allowDecimal={false}
          onChange={value => {
            if (typeof value === 'number') setSeed(value)
          }}
        />
      </div>
      <Button
        variant={running ? 'default' : 'filled'}
        onClick={() => {
          if (running) cancel()
          else ask(signal => call('faultTree.uncertainty', { ...computing.asked(), trials, seed }, signal))
        }}
      >
        {t(running ? 'app:cancel' : 'uncertainty.run')}
      </Button>
      {running && (
        <div className={css.running} role="status">
          <Loader size={12} />
          <span>{t('uncertainty.running', { count: trials, n: f.number(trials) })}</span>
        </div>
      )}
      <FaultLine error={fault instanceof FabError ? fault : null} />
      {answer !== null && (
        <div data-stale={stale || undefined}>
          {stale && <p className={css.warn}>{t('results.stale')}</p>}
          <Found answer={answer} title={`${editor.open.diagram.title} ${t('results.uncertainty')}`} />
        </div>
      )}
    </div>
  )
}

function Found({ answer, title }: { readonly answer: TreeUncertainty; readonly title: string }) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const chart = useRef<ChartHandle>(null)
  const { histogram, percentiles, mean, sigma, errorFactor, moved, trials, pointValue } = answer
  const option = useCallback(
    (theme: CanvasTheme): Option => ({
      grid: { left: 48, right: 12, top: 12, bottom: 36 },
      xAxis: axis(theme, {
        type: 'category',
        data: histogram.counts.map((_, i) => f.significant(histogram.edges[i], 3)),
        name: 'P',
        nameLocation: 'middle',
        nameGap: 22
      }),
      yAxis: axis(theme, { type: 'value' }),
      tooltip: { trigger: 'axis' },
      series: [
        { type: 'bar', data: [...histogram.counts], barCategoryGap: '4%', name: t('uncertainty.trials') }
      ]
    }),
    [histogram, f, t]
  )
  return (
    <>
      <ChartFrame
        title={t('uncertainty.chart')}
        fileName={title}
        note={t('uncertainty.note', { count: trials, n: f.number(trials) })}
        chart={chart}
        data={() => ({
          header: [t('uncertainty.from'), t('uncertainty.to'), t('uncertainty.trials')],
          rows: histogram.counts.map((count, i) => [histogram.edges[i], histogram.edges[i + 1], count])
        })}
      >
        <Chart ref={chart} option={option} label={t('uncertainty.chart')} height={220} />
      </ChartFrame>
      <dl className={css.facts}>
        <dt>{t('uncertainty.mean')}</dt>
        <dd>{f.significant(mean, 4)}</dd>
        <dt>σ</dt>
        <dd>{f.significant(sigma, 4)}</dd>
        {percentiles.map(({ percent, value }) => (
          <Percentile key={percent} percent={percent} value={f.significant(value, 4)} />
        ))}
        <dt>{t('uncertainty.errorFactor')}</dt>
        <dd>{f.significant(errorFactor, 3)}</dd>
        <dt>{t('uncertainty.point')}</dt>
        <dd>{f.significant(pointValue, 4)}</dd>
      </dl>
      {moved > 0 && <p className={css.warn}>{t('uncertainty.moved', { count: moved })}</p>}
    </>
  )
}

function Percentile({ percent, value }: { readonly percent: number; readonly value: string }) {
  return (
    <>
      <dt>{percent} %</dt>
      <dd>{value}</dd>
    </>
  )
}
