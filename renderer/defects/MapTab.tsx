import { SegmentedControl, Select, Switch, useComputedColorScheme } from '@mantine/core'
import type { Output } from '@contract/index'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import type { Polygon } from '../charts/lasso'
import { pixel } from '../charts/scale'
import type { How, MapTool } from '../charts/useLasso'
import { Empty, Faces } from '../ui/faces'
import { type Colored, colorGroups, type Coloring, colorings, colorSizes, edgesOf } from './colors'
import css from './defects.module.css'
import { DefectFrame } from './DefectFrame'
import { keyOf, live, useDefectDesk } from './desk'
import { withShape } from './filter'
import { MapLegend } from './MapLegend'
import { PointStage } from './PointStage'
import { sceneOf } from './scene'

type MapData = Output<'defects.map'>

/** Defects on the wafer, or all dies laid one on the other. */
export default function MapTab() {
  const { id, filter } = useDefectDesk()
  const answer = useQueryOf('defects.map', { id, filter }, live)
  return (
    <Faces of={answer} rows={14}>
      {data => <Drawn data={data} />}
    </Faces>
  )
}

function Drawn({ data }: { readonly data: MapData }) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const { filter, setFilter, className, waferName, length, lit } = desk
  const dark = useComputedColorScheme('light') === 'dark'
  const chart = useRef<ChartHandle>(null)
  const [frameText, setFrame] = useUrlValue('frame', 'wafer')
  const [byText, setBy] = useUrlValue('by', 'class')
  const [shade, setShade] = useUrlValue('dies', '')
  const [tool, setTool] = useState<MapTool>('pan')
  const frame = frameText === 'die' ? 'die' : 'wafer'
  const by: Coloring = colorings.find(one => one === byText) ?? 'class'
  const scene = useMemo(
    () =>
      sceneOf({
        frame,
        x: frame === 'wafer' ? data.x : data.xRel,
        y: frame === 'wafer' ? data.y : data.yRel,
        geometry: data.geometry,
        dies: data.dies
      }),
    [data, frame]
  )
  const colored = useMemo(
    (): Colored => {
      switch (by) {
        case 'class':
          return colorGroups(data.classNumber, className, t('map.others'))
        case 'wafer':
          return colorGroups(data.wafer, index => waferName(index ?? 0), t('map.others'))
        case 'cluster':
          return colorGroups(
            data.cluster.map(cluster => (cluster > 0 ? 1 : 0)),
            cluster => t(cluster === 1 ? 'map.clustered' : 'map.alone'),
            t('map.others')
          )
        case 'size':
          return colorSizes(data.size, edgesOf(data.size), length, t('none.size'))
      }
    },
    // The names are of the set, which `data` comes from; they are made anew at each turn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, by, t]
  )
  const shaded = useMemo(() => {
    if (shade === '' || frame === 'die') return undefined
    const most = data.dies.defects.reduce((a, b) => Math.max(a, b), 1)
    // Greys, so that the colours of the points stay what they are.
    const ink = dark ? ([222, 228, 236] as const) : ([40, 48, 60] as const)
    return Uint32Array.from(data.dies.defects, count =>
      count === 0 ? 0 : pixel(ink, Math.round(18 + 110 * Math.sqrt(count / most)))
    )
  }, [data, shade, frame, dark])
  const standing = useMemo(
    () =>
      lit === null
        ? undefined
        : Uint8Array.from(data.row, (row, i) => (lit.has(keyOf(data.wafer[i] ?? 0, row)) ? 1 : 0)),
    [data, lit]
  )
  const regions = useMemo(
    () => filter.regions.filter(region => region.frame === frame).map((region): Polygon => region.polygon),
    [filter.regions, frame]
  )
  const title = t(`map.title.${frame}`, { count: data.wafers })
  const legend = colored.legend.map(line => ({
    color: line.color,
    text: `${line.text}  ${f.number(line.count)}`
  }))
  const onShape = (shape: Polygon, how: How): void => {
    setFilter(withShape(filter, frame, shape, how))
  }
  const describe = (i: number): ReactNode => (
    <>
      <b>{className(none(data.classNumber[i]))}</b>
      <span>
        {t('map.die', { x: data.dieX[i], y: data.dieY[i] })} · {length(none(data.size[i]))}
      </span>
      <span>{t('map.inDie', { x: f.number(round(data.xRel[i])), y: f.number(round(data.yRel[i])) })}</span>
      {data.wafers > 1 && <span>{t('map.wafer', { name: waferName(data.wafer[i] ?? 0) })}</span>}
    </>
  )
  const more = [
    t('map.count', { count: data.total, n: f.number(data.total) }),
    data.x.length + data.unplaced < data.total ? t('map.thinned', { n: f.number(data.x.length) }) : '',
    data.unplaced > 0 ? t('map.unplaced', { n: f.number(data.unplaced) }) : ''
  ]
  return (
    <DefectFrame
      title={title}
      kind="map"
      n={data.total}
      more={more.filter(text => text !== '').join(' · ')}
      chart={chart}
      data={() => ({
        header: ['wafer', 'dieX', 'dieY', 'xRel', 'yRel', 'x', 'y', 'size', 'class'].map(key =>
          t(`columns.${key}`)
        ),
        rows: Array.from(data.x, (x, i) => [
          waferName(data.wafer[i] ?? 0),
          data.dieX[i],
          data.dieY[i],
          round(data.xRel[i]),
          round(data.yRel[i]),
          round(x),
          round(data.y[i]),
          none(data.size[i]),
          none(data.classNumber[i])
        ])
      })}
      controls={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('map.frame')}
            value={frame}
            onChange={setFrame}
            data={[
              { value: 'wafer', label: t('map.frames.wafer') },
              { value: 'die', label: t('map.frames.die') }
            ]}
          />
          <Select
            size="xs"
            w={150}
            aria-label={t('map.by')}
            value={by}
            allowDeselect={false}
            onChange={next => {
              setBy(next ?? 'class')
            }}
            data={colorings.map(value => ({ value, label: t(`map.bys.${value}`) }))}
          />
          {frame === 'wafer' && (
            <Switch
              size="xs"
              label={t('map.shade')}
              checked={shade !== ''}
              onChange={event => {
                setShade(event.currentTarget.checked ? '1' : '')
              }}
            />
          )}
        </>
      }
    >
      {data.total === 0 ? (
        <Empty title={t('map.empty')} hint={t('map.emptyHint')} />
      ) : (
        <div className={css.mapBox}>
          <PointStage
            chart={chart}
            title={title}
            label={`${[title, ...more.filter(text => text !== '')].join('. ')}.`}
            scene={scene}
            colors={colored.pixels}
            legend={legend}
            dies={shaded}
            lit={standing}
            regions={regions}
            describe={describe}
            onPoint={i => {
              desk.open({ wafer: data.wafer[i] ?? 0, row: data.row[i] ?? 0 })
            }}
            drawing={{ tool, setTool, onShape }}
          />
          <MapLegend
            colored={colored}
            by={by}
            drawn={data.x.length + data.unplaced < data.total ? data.x.length : null}
          />
        </div>
      )}
    </DefectFrame>
  )
}

const none = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Number(value.toPrecision(7))

const round = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : Math.round(value * 1000) / 1000
