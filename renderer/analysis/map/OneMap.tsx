import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { ChartHandle } from '../../charts/Chart'
import { type DieMark, DieMap } from '../../charts/DieMap'
import type { Polygon } from '../../charts/lasso'
import { axesOf } from '../../charts/turn'
import type { How } from '../../charts/useLasso'
import { unitOf } from '../../instruments/words'
import { Faces } from '../../ui/faces'
import { toastInfo } from '../../ui/toasts'
import css from '../analysis.module.css'
import { useBench } from '../bench'
import { PanelFrame } from '../PanelFrame'
import { share, testLabel } from '../words'
import { aspectOf, type MapData } from './face'
import { MapLegend, useLegendLines, useScaleWords } from './Legend'
import { MapSide } from './MapSide'
import { afterShape, heldBy } from './regions'
import { readTurn, type Shown, useColoured, writeTurn } from './shown'
import { useFace } from './useFace'
import { useOverlay } from './useOverlay'

type One = Exclude<Shown, { what: 'gallery' }>

/** One wafer, or all of them one on the other. */
export function OneMap({ shown, controls }: { readonly shown: One; readonly controls: ReactNode }) {
  const { view } = useBench()
  const { color } = useColoured()
  const which = shown.what === 'stack' ? { stack: true as const } : { wafer: shown.wafer }
  const map = useQueryOf('analysis.map', { view, which, color }, { keep: true, topics: ['import', 'set'] })
  return (
    <Faces of={map} rows={14}>
      {data => <Drawn data={data} shown={shown} controls={controls} />}
    </Faces>
  )
}

function Drawn({
  data,
  shown,
  controls
}: {
  readonly data: MapData
  readonly shown: One
  readonly controls: ReactNode
}) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const desk = useBench()
  const { view, overview, names, option, setOption, setFilter, openPart, test } = desk
  const chart = useRef<ChartHandle>(null)
  const { by, figure } = useColoured()
  const [lit, setLit] = useState<number | null>(null)
  const [shownDies, setShownDies] = useState<Uint8Array | null>(null)
  const stacked = shown.what === 'stack'
  const wafer = stacked ? null : shown.wafer
  const face = useFace(data, stacked, lit)
  const legend = useLegendLines()
  const say = useScaleWords()
  const turn = useMemo(() => readTurn(option('m.turn')), [option])
  const axes = useMemo(() => axesOf(data.frame, turn), [data.frame, turn])
  const { regions } = view.filter
  const overlay = useOverlay(data, axes, wafer)
  const held = useMemo(() => heldBy(regions, wafer, data), [regions, wafer, data])
  const marks = useMemo(
    (): readonly DieMark[] => [
      ...(held === null ? [] : [{ mask: held, tone: 'accent', dashed: false } as const]),
      ...(shownDies === null ? [] : [{ mask: shownDies, tone: 'text', dashed: true } as const])
    ],
    [held, shownDies]
  )
  const all = useMemo(() => overview?.wafers.map(one => one.key) ?? [], [overview])
  const onShape = useCallback(
    (shape: Polygon, how: How) => {
      const next = afterShape(regions, shape, how, wafer, data, all)
      if (next === null) toastInfo(t('map.noDies'))
      else setFilter({ ...view.filter, regions: [...next] })
    },
    [regions, wafer, data, all, setFilter, view.filter, t]
  )
  const inside = data.inside.reduce((sum, one) => sum + one, 0)
  const name =
    wafer === null ? t('map.stack', { count: all.length }) : t('map.wafer', { name: names.wafer(wafer) })
  const colored =
    (by === 'value' || by === 'fail') && test !== null
      ? `${t(`map.colors.${by}`)}: ${testLabel(test)}`
      : t(`map.colors.${by}`)
  const title = `${name} · ${colored}`
  const good = data.wafer === null ? null : share(data.wafer.good, data.wafer.parts)
  const valueAt = (die: number): string => {
    if (face.kind === 'scale') return say(face.values[die] ?? Number.NaN)
    const bin = face.bins.find(one => one.number === (Number.isNaN(data.value[die]) ? -1 : data.value[die]))
    return bin === undefined ? '' : by === 'fail' ? bin.name : `${bin.number} ${bin.name}`.trim()
  }
  const describe = (die: number): ReactNode => (
    <>
      <b>
        x {data.x[die]} · y {data.y[die]}
      </b>
      <span>
        {face.kind === 'scale' && by === 'value' && test !== null
          ? `${testLabel(test)}: ${f.si(data.value[die], unitOf(test.units))}`
          : valueAt(die)}
        {!stacked &&
          ` · ${t(data.pass[die] === 1 ? 'verdict.pass' : data.pass[die] === 0 ? 'verdict.fail' : 'verdict.none')}`}
      </span>
      {stacked ? (
        <span>{t('map.failShare', { share: f.percent((data.pass[die] ?? 0) / 255) })}</span>
      ) : (
        <span>
          {t('part.site', { head: (data.site[die] ?? 0) >> 8, site: (data.site[die] ?? 0) & 255 })}
          {(data.touches[die] ?? 1) > 1 && ` · ${t('map.touches', { count: data.touches[die] ?? 1 })}`}
        </span>
      )}
      {data.inside[die] === 0 && <span>{t('map.outside')}</span>}
      {overlay.describe?.(die)}
    </>
  )
  const text = useCallback((die: number) => String(data.value[die] ?? ''), [data.value])
  const repeats = useMemo(
    () => (stacked ? undefined : Uint16Array.from(data.touches, touches => Math.max(0, touches - 1))),
    [data.touches, stacked]
  )
  return (
    <PanelFrame
      title={title}
      kind="map"
      chart={chart}
      more={[
        t('map.dies', { count: data.x.length, n: f.number(data.x.length), inside: f.number(inside) }),
        good === null ? '' : t('map.yield', { yield: f.percent(good) }),
        data.unplaced > 0 ? t('map.unplaced', { count: data.unplaced, n: f.number(data.unplaced) }) : ''
      ]
        .filter(words => words !== '')
        .join(' · ')}
      data={() => ({
        header: [
          'x',
          'y',
          colored,
          ...(stacked ? [t('map.figures.share')] : [t('parts.verdict'), t('parts.site'), t('parts.touch')]),
          t('map.insideColumn')
        ],
        rows: Array.from(data.x, (x, i) => [
          x,
          data.y[i],
          data.value[i],
          ...(stacked
            ? [(data.pass[i] ?? 0) / 255]
            : [
                data.pass[i] === 1 ? 'P' : data.pass[i] === 0 ? 'F' : '',
                (data.site[i] ?? 0) & 255,
                data.touches[i]
              ]),
          data.inside[i]
        ]),
        failed: (row, column) => !stacked && column === 3 && data.pass[row] === 0
      })}
      controls={controls}
    >
      <div className={css.mapBox}>
        <DieMap
          ref={chart}
          title={title}
          label={t('map.label', {
            title,
            count: data.x.length,
            n: f.number(data.x.length),
            inside: f.number(inside),
            yield: good === null ? '–' : f.percent(good)
          })}
          x={data.x}
          y={data.y}
          pass={data.pass}
          {...(repeats === undefined ? {} : { repeats })}
          paint={face.paint}
          axes={axes}
          turn={turn}
          onTurn={next => {
            setOption('m.turn', writeTurn(next))
          }}
          aspect={aspectOf(data)}
          marks={marks}
          {...(overlay.over === undefined ? {} : { over: overlay.over })}
          {...(face.kind === 'bins' && by !== 'fail' ? { text } : { text: noText })}
          describe={describe}
          {...(stacked
            ? {}
            : {
                onDie: die => {
                  openPart(view.sets[data.set[die] ?? 0] ?? '', data.part[die] ?? 0)
                }
              })}
          onShape={onShape}
          legend={() => legend(face)}
        />
        <MapSide
          data={data}
          wafer={wafer}
          overlay={overlay}
          onShow={setShownDies}
          legend={
            <>
              <div className={css.sideTitle}>
                {colored} {stacked && by !== 'value' && `· ${t(`map.figures.${figure}`)}`}
              </div>
              <MapLegend face={face} total={data.x.length} lit={lit} onLit={setLit} />
            </>
          }
        />
      </div>
    </PanelFrame>
  )
}

function noText(): string {
  return ''
}
