import type { Output } from '@contract/index'
import { Select, useComputedColorScheme } from '@mantine/core'
import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import type { ChartHandle } from '../charts/Chart'
import { pixel } from '../charts/scale'
import { binColors, css as cssOf, unknownColor } from '../charts/waferColors'
import { Faces } from '../ui/faces'
import css from './defects.module.css'
import { live, useDefectDesk } from './desk'
import { PointStage } from './PointStage'
import { sceneOf } from './scene'

interface Props {
  readonly data: Output<'defects.overlay'>
  readonly wafer: number
  readonly onWafer: (wafer: number) => void
  readonly chart: RefObject<ChartHandle | null>
  readonly title: string
}

/** The bins of one wafer's dies with the defects on them. */
export function OverlayMap(props: Props) {
  const { id, filter } = useDefectDesk()
  const points = useQueryOf('defects.map', { id, filter: { ...filter, wafers: [props.wafer] } }, live)
  return (
    <Faces of={points} rows={10}>
      {all => <Drawn {...props} points={all} />}
    </Faces>
  )
}

function Drawn({
  data,
  wafer,
  onWafer,
  chart,
  title,
  points
}: Props & { readonly points: Output<'defects.map'> }) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const { className, waferName, length, open } = useDefectDesk()
  const dark = useComputedColorScheme('light') === 'dark'
  const { dies, bins, pairs } = data
  const laid = useMemo(() => layDies(dies, points, wafer), [dies, points, wafer])
  const counts = useMemo(
    () =>
      bins
        .map(bin => ({
          number: bin.number,
          name: bin.name,
          pass: bin.pass ?? false,
          count: laid.bins.get(bin.number) ?? 0
        }))
        .filter(bin => bin.count > 0)
        .toSorted((a, b) => b.count - a.count),
    [bins, laid]
  )
  const colors = useMemo(() => binColors(counts, dark), [counts, dark])
  const scene = useMemo(
    () => sceneOf({ frame: 'wafer', x: points.x, y: points.y, geometry: points.geometry, dies: laid.dies }),
    [points, laid]
  )
  const shaded = useMemo(
    () =>
      Uint32Array.from(laid.bin, bin => (bin === null ? 0 : pixel(colors.get(bin) ?? unknownColor, 0xd0))),
    [laid, colors]
  )
  const ink = useMemo(
    () => new Uint32Array(points.x.length).fill(pixel(dark ? [255, 255, 255] : [20, 24, 32])),
    [points, dark]
  )
  const legend = counts.map(bin => ({
    color: cssOf(colors.get(bin.number) ?? unknownColor),
    text: `${`${bin.number} ${bin.name}`.trim()}  ${f.number(bin.count)}`
  }))
  return (
    <>
      <div className={css.binLegend}>
        {pairs.length > 1 && (
          <Select
            size="xs"
            w={130}
            aria-label={t('overlay.shown')}
            value={String(wafer)}
            allowDeselect={false}
            onChange={next => {
              onWafer(Number(next))
            }}
            data={pairs.map(pair => ({ value: String(pair.wafer), label: waferName(pair.wafer) }))}
          />
        )}
        {legend.slice(0, 8).map(line => (
          <span key={line.text} className={css.binLine}>
            <span className={css.binSwatch} style={{ background: line.color }} />
            {line.text}
          </span>
        ))}
      </div>
      <PointStage
        chart={chart}
        title={title}
        label={t('overlay.label', {
          title,
          dies: f.number(laid.dies.x.length),
          defects: f.number(points.total)
        })}
        scene={scene}
        colors={ink}
        legend={legend}
        dies={shaded}
        describe={i => {
          const bin = laid.binAt(points.dieX[i] ?? 0, points.dieY[i] ?? 0)
          const size = points.size[i]
          return (
            <>
              <b>{className(maybe(points.classNumber[i]))}</b>
              <span>
                {t('map.die', { x: points.dieX[i], y: points.dieY[i] })} · {length(maybe(size))}
              </span>
              <span>{bin === null ? t('overlay.untested') : t('overlay.binIs', { bin })}</span>
            </>
          )
        }}
        onPoint={i => {
          open({ wafer: points.wafer[i] ?? 0, row: points.row[i] ?? 0 })
        }}
      />
    </>
  )
}

const maybe = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Number(value.toPrecision(7))

/** The wafer's dies, tested or but inspected, with the bin of those tested. */
function layDies(
  dies: Output<'defects.overlay'>['dies'],
  points: Output<'defects.map'>,
  wafer: number
): {
  readonly dies: { readonly x: Int32Array; readonly y: Int32Array }
  readonly bin: readonly (number | null)[]
  readonly bins: ReadonlyMap<number, number>
  readonly binAt: (x: number, y: number) => number | null
} {
  const all = new Map<string, { readonly x: number; readonly y: number; readonly bin: number | null }>()
  for (const [i, x] of points.dies.x.entries()) {
    const y = points.dies.y[i] ?? 0
    all.set(`${x},${y}`, { x, y, bin: null })
  }
  const bins = new Map<number, number>()
  for (const [i, own] of dies.wafer.entries()) {
    if (own !== wafer) continue
    const [x, y, bin] = [dies.x[i] ?? 0, dies.y[i] ?? 0, dies.bin[i] ?? 0]
    all.set(`${x},${y}`, { x, y, bin })
    bins.set(bin, (bins.get(bin) ?? 0) + 1)
  }
  const list = [...all.values()]
  return {
    dies: { x: Int32Array.from(list, die => die.x), y: Int32Array.from(list, die => die.y) },
    bin: list.map(die => die.bin),
    bins,
    binAt: (x, y) => all.get(`${x},${y}`)?.bin ?? null
  }
}
