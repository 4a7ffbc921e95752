import type { ViewTest } from '@contract/analysis'
import { Button, NumberInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from '../charts/Chart'
import { HistogramChart } from '../charts/HistogramChart'
import { LimitHandles } from '../charts/LimitHandles'
import { unitOf } from '../instruments/words'
import { Faces } from '../ui/faces'
import css from './analysis.module.css'
import { useBench } from './bench'
import { ppm, sevenDigits, testLabel } from './words'

/** Limits as they are tried; null = none on that side. */
interface Tried {
  readonly lo: number | null
  readonly hi: number | null
}

/** A number the address keeps; `-` for no limit, nothing for the file's own. */
function limitOf(text: string, own: number | null): number | null {
  if (text === '') return own
  const value = Number(text)
  return text === '-' || Number.isNaN(value) ? null : value
}

/** Move a limit, see what it does to yield and escapes. */
export function GuardBand({
  chart,
  test
}: {
  readonly chart: RefObject<ChartHandle | null>
  readonly test: ViewTest
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, bench, option, change, setOption } = useBench()
  const units = unitOf(test.units)
  const kept: Tried = { lo: limitOf(option('g.lo'), test.lo), hi: limitOf(option('g.hi'), test.hi) }
  // While a limit is dragged it is not in the address yet.
  const [moving, setMoving] = useState<Tried | null>(null)
  const [placed, setPlaced] = useState(0)
  const tried = moving ?? kept
  const gauge = Math.max(0, Number(option('g.gauge')) || 0)
  const [asked] = useDebouncedValue(tried, 40)
  const values = useQueryOf(
    'analysis.distribution',
    { view, test: test.ref },
    { keep: true, topics: ['import', 'set'] }
  )
  const answer = useQueryOf(
    'analysis.guardBand',
    { view, test: test.ref, lo: asked.lo, hi: asked.hi, gauge },
    { keep: true, topics: ['import', 'set'] }
  )
  const set = (next: Tried): void => {
    setMoving(null)
    const text = (value: number | null, own: number | null): string =>
      value === own ? '' : value === null ? '-' : String(value)
    change({ options: { ...bench.options, 'g.lo': text(next.lo, test.lo), 'g.hi': text(next.hi, test.hi) } })
  }
  const { lo, hi } = kept
  const lines = useMemo(
    () => [
      ...(lo === null || lo === test.lo ? [] : [{ at: lo, name: t('guard.lo') }]),
      ...(hi === null || hi === test.hi ? [] : [{ at: hi, name: t('guard.hi') }])
    ],
    [lo, hi, test.lo, test.hi, t]
  )
  const moved = lines.length > 0 || tried.lo !== kept.lo || tried.hi !== kept.hi
  return (
    <div className={css.guard}>
      <div className={css.guardChart}>
        <Faces of={values} rows={8}>
          {data => {
            const [box] = data.boxes
            return (
              <>
                <HistogramChart
                  ref={chart}
                  title={testLabel(test)}
                  bins={data}
                  units={units}
                  n={box?.n ?? 0}
                  mean={box?.mean ?? null}
                  sigma={box?.sigma ?? null}
                  low={test.lo}
                  high={test.hi}
                  tried={lines}
                  height="100%"
                  onPlaced={() => {
                    setPlaced(now => now + 1)
                  }}
                />
                <LimitHandles
                  key={placed}
                  chart={chart}
                  lo={tried.lo}
                  hi={tried.hi}
                  step={stepOf(data.edges)}
                  names={[t('guard.lo'), t('guard.hi')]}
                  say={value => f.si(value, units)}
                  onMove={setMoving}
                  onSet={set}
                />
              </>
            )
          }}
        </Faces>
      </div>
      <div className={css.guardSide}>
        <h2 className={css.sideHead}>{t('guard.title')}</h2>
        <div className={css.pair}>
          <NumberInput
            label={t('guard.lo')}
            value={tried.lo === null ? '' : sevenDigits(tried.lo)}
            step={stepOf(values.data?.edges ?? [])}
            onChange={value => {
              if (value !== (tried.lo === null ? '' : sevenDigits(tried.lo)))
                set({ lo: value === '' ? null : Number(value), hi: tried.hi })
            }}
          />
          <NumberInput
            label={t('guard.hi')}
            value={tried.hi === null ? '' : sevenDigits(tried.hi)}
            step={stepOf(values.data?.edges ?? [])}
            onChange={value => {
              if (value !== (tried.hi === null ? '' : sevenDigits(tried.hi)))
                set({ lo: tried.lo, hi: value === '' ? null : Number(value) })
            }}
          />
        </div>
        <NumberInput
          label={t('guard.gauge')}
          description={t('guard.gaugeHint')}
          min={0}
          value={gauge === 0 ? '' : gauge}
          onChange={value => {
            setOption('g.gauge', value === 0 ? '' : `${value}`)
          }}
        />
        <Faces of={answer} rows={4} compact>
          {data => (
            <dl className={css.facts} aria-live="polite">
              <dt>{t('guard.yield')}</dt>
              <dd>
                <b>{f.percent(data.yield, 2)}</b>{' '}
                {t('guard.of', { passed: f.number(data.passed), n: f.number(data.n) })}
              </dd>
              <dt>{t('guard.lost')}</dt>
              <dd>{f.number(data.lost)}</dd>
              <dt>{t('guard.escapes')}</dt>
              <dd>
                <b>{f.number(data.escapes)}</b>{' '}
                {t('guard.dppm', {
                  value: ppm(f, data.escapeDppm.value),
                  upper60: ppm(f, data.escapeDppm.upper60),
                  upper90: ppm(f, data.escapeDppm.upper90)
                })}
              </dd>
              {data.modelled !== null && (
                <>
                  <dt>{t('guard.modelled')}</dt>
                  <dd>
                    {t('guard.modelledShares', {
                      yield: f.percent(data.modelled.yield, 2),
                      lost: f.percent(data.modelled.lost, 3),
                      escapes: f.percent(data.modelled.escapes, 4)
                    })}
                  </dd>
                </>
              )}
            </dl>
          )}
        </Faces>
        {moved && (
          <Button
            variant="default"
            onClick={() => {
              set({ lo: test.lo, hi: test.hi })
            }}
          >
            {t('guard.reset')}
          </Button>
        )}
      </div>
    </div>
  )
}

/** A step of the keyboard: half a bin. */
function stepOf(edges: ArrayLike<number>): number {
  const width = (edges[1] ?? 1) - (edges[0] ?? 0)
  return width > 0 ? Number((width / 2).toPrecision(2)) : 1
}
