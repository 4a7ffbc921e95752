import type { Output } from '@contract/index'
import { Button, NumberInput, Switch } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import type { ChartHandle } from '../charts/Chart'
import { pixel } from '../charts/scale'
import { css as cssOf } from '../charts/waferColors'
import { Empty, Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import css from './defects.module.css'
import { DefectFrame } from './DefectFrame'
import { keyOf, live, useDefectDesk } from './desk'
import { PointStage } from './PointStage'
import { sceneOf } from './scene'

/** Places of which chance gives no more than this are not explained by it. */
const likely = 0.05

type Found = Output<'defects.repeaters'>
type Place = Found['places'][number] & { readonly at: number }

/** Places in the die at which defects repeat from die to die. */
export default function RepeatersTab() {
  const { t } = useTranslation('defects')
  const { id, filter } = useDefectDesk()
  const [toleranceText, setTolerance] = useUrlValue('tol', '20')
  const [diesText, setDies] = useUrlValue('n', '3')
  const [every, setEvery] = useUrlValue('every', '')
  const wish = {
    tolerance: within(toleranceText, 0.01, 5000, 20),
    dies: Math.round(within(diesText, 2, 10_000, 3))
  }
  const [asked] = useDebouncedValue(`${wish.tolerance} ${wish.dies}`, 300)
  const [tolerance = 20, dies = 3] = asked.split(' ').map(Number)
  const found = useQueryOf(
    'defects.repeaters',
    { id, filter, tolerance, dies, chance: every === '' ? likely : null },
    live
  )
  const points = useQueryOf('defects.map', { id, filter }, live)
  const controls = (
    <>
      <NumberInput
        size="xs"
        w={150}
        aria-label={t('repeaters.tolerance')}
        prefix={`${t('repeaters.within')} `}
        suffix=" µm"
        min={0.01}
        max={5000}
        value={wish.tolerance}
        onChange={next => {
          setTolerance(String(next))
        }}
      />
      <NumberInput
        size="xs"
        w={150}
        aria-label={t('repeaters.least')}
        prefix="≥ "
        suffix={` ${t('repeaters.dies')}`}
        min={2}
        max={10_000}
        allowDecimal={false}
        value={wish.dies}
        onChange={next => {
          setDies(String(next))
        }}
      />
      <Switch
        size="xs"
        label={t('repeaters.beyond')}
        checked={every === ''}
        onChange={event => {
          setEvery(event.currentTarget.checked ? '' : '1')
        }}
      />
    </>
  )
  return (
    <Faces of={found} rows={12}>
      {data => (
        <Faces of={points} rows={12}>
          {all => <Shown found={data} points={all} tolerance={tolerance} controls={controls} />}
        </Faces>
      )}
    </Faces>
  )
}

function within(text: string, least: number, most: number, usual: number): number {
  const value = Number(text)
  return Number.isFinite(value) && text !== '' ? Math.min(most, Math.max(least, value)) : usual
}

interface Props {
  readonly found: Found
  readonly points: Output<'defects.map'>
  readonly tolerance: number
  readonly controls: ReactNode
}

function Shown({ found, points, tolerance, controls }: Props) {
  const { t } = useTranslation('defects')
  const f = useFormat()
  const desk = useDefectDesk()
  const chart = useRef<ChartHandle>(null)
  const [at, setAt] = useState(0)
  const places = useMemo(() => found.places.map((place, i): Place => ({ ...place, at: i })), [found])
  const chosen = places[Math.min(at, places.length - 1)]
  const scene = useMemo(
    () =>
      sceneOf({ frame: 'die', x: points.xRel, y: points.yRel, geometry: points.geometry, dies: points.dies }),
    [points]
  )
  const keys = useMemo(() => {
    const of = new Set<string>()
    if (chosen !== undefined)
      for (let i = found.starts[chosen.at] ?? 0; i < (found.starts[chosen.at + 1] ?? 0); i++)
        of.add(keyOf(found.wafer[i] ?? 0, found.row[i] ?? 0))
    return of
  }, [found, chosen])
  const lit = useMemo(
    () => Uint8Array.from(points.row, (row, i) => (keys.has(keyOf(points.wafer[i] ?? 0, row)) ? 1 : 0)),
    [points, keys]
  )
  const colors = useMemo(
    () => Uint32Array.from(lit, one => pixel(one === 1 ? chosenColor : otherColor)),
    [lit]
  )
  const standing = lit.reduce((sum, one) => sum + one, 0)
  const rings = places
    .slice(0, 100)
    .map(place => ({ x: place.x, y: place.y, radius: tolerance, strong: place.at === chosen?.at }))
  const title = t('repeaters.title')
  const note = [
    t('repeaters.note', { places: found.found, n: found.total }),
    found.any > found.found
      ? t('repeaters.explained', { count: found.any - found.found, n: f.number(found.any - found.found) })
      : ''
  ]
    .filter(text => text !== '')
    .join(' · ')
  const share = found.total === 0 ? null : found.repeating / found.total
  const legend = [
    { color: cssOf(chosenColor), text: `${t('repeaters.these')}  ${f.number(standing)}` },
    { color: cssOf(otherColor), text: `${t('repeaters.others')}  ${f.number(lit.length - standing)}` }
  ]
  const chance = (value: number): string =>
    value < 0.001 ? '< 0.001' : f.number(value, { maximumSignificantDigits: 3 })
  const columns: readonly Column<Place>[] = [
    {
      id: 'x',
      title: t('columns.xRel'),
      width: 92,
      align: 'end',
      value: row => row.x,
      cell: row => f.number(row.x, { maximumFractionDigits: 1 })
    },
    {
      id: 'y',
      title: t('columns.yRel'),
      width: 92,
      align: 'end',
      value: row => row.y,
      cell: row => f.number(row.y, { maximumFractionDigits: 1 })
    },
    { id: 'dies', title: t('repeaters.columns.dies'), width: 70, align: 'end', value: row => row.dies },
    {
      id: 'defects',
      title: t('repeaters.columns.defects'),
      width: 80,
      align: 'end',
      value: row => row.defects,
      hidden: true
    },
    { id: 'wafers', title: t('repeaters.columns.wafers'), width: 72, align: 'end', value: row => row.wafers },
    {
      id: 'class',
      title: t('columns.class'),
      width: 104,
      least: 80,
      grow: true,
      value: row => desk.className(row.classNumber)
    },
    {
      id: 'byChance',
      title: t('repeaters.columns.byChance'),
      width: 100,
      align: 'end',
      value: row => row.byChance,
      cell: row => chance(row.byChance)
    },
    {
      id: 'expected',
      title: t('repeaters.columns.expected'),
      width: 100,
      align: 'end',
      value: row => row.expected,
      cell: row => f.number(row.expected, { maximumSignificantDigits: 3 }),
      hidden: true
    },
    {
      id: 'spread',
      title: t('repeaters.columns.spread'),
      width: 100,
      align: 'end',
      value: row => row.spread,
      cell: row => desk.length(row.spread),
      hidden: true
    }
  ]
  return (
    <DefectFrame
      title={title}
      kind="map"
      n={found.total}
      more={[note, t('repeaters.share', { share: f.percent(share) })].join(' · ')}
      chart={chart}
      controls={controls}
      data={() => ({
        header: ['x', 'y', 'dies', 'defects', 'wafers', 'class', 'expected', 'byChance', 'spread'].map(key =>
          key === 'x'
            ? t('columns.xRel')
            : key === 'y'
              ? t('columns.yRel')
              : key === 'class'
                ? t('columns.class')
                : t(`repeaters.columns.${key}`)
        ),
        rows: places.map(place => [
          place.x,
          place.y,
          place.dies,
          place.defects,
          place.wafers,
          desk.className(place.classNumber),
          place.expected,
          place.byChance,
          place.spread
        ])
      })}
    >
      {places.length === 0 ? (
        <Empty
          title={t('repeaters.empty')}
          hint={
            found.any > 0
              ? t('repeaters.chanceHint', { count: found.any, n: f.number(found.any) })
              : t('repeaters.emptyHint')
          }
        />
      ) : (
        <div className={css.split} data-wide>
          <PointStage
            chart={chart}
            title={title}
            label={`${title}. ${note}.`}
            scene={scene}
            colors={colors}
            legend={legend}
            lit={lit}
            rings={rings}
            describe={i => (
              <>
                <b>{desk.className(maybe(points.classNumber[i]))}</b>
                <span>{t('map.die', { x: points.dieX[i], y: points.dieY[i] })}</span>
                <span>{t('map.wafer', { name: desk.waferName(points.wafer[i] ?? 0) })}</span>
              </>
            )}
            onPoint={i => {
              desk.open({ wafer: points.wafer[i] ?? 0, row: points.row[i] ?? 0 })
            }}
          />
          <div className={css.side}>
            <span className={css.quiet}>{t('repeaters.how')}</span>
            <div className={css.grid}>
              <DataGrid
                id="defects.repeaters"
                label={t('repeaters.list')}
                columns={columns}
                rows={places}
                rowKey={row => String(row.at)}
                onActive={row => {
                  setAt(row.at)
                }}
                onOpen={row => {
                  setAt(row.at)
                }}
                openOnClick
                noFilter
                empty={<Empty title={t('repeaters.empty')} compact />}
              />
            </div>
            <Button
              variant="default"
              onClick={() => {
                if (chosen === undefined) return
                const r = tolerance
                const corners = Array.from({ length: 16 }, (_, i): [number, number] => [
                  chosen.x + r * Math.cos((i * Math.PI) / 8),
                  chosen.y + r * Math.sin((i * Math.PI) / 8)
                ])
                desk.setFilter({ ...desk.filter, regions: [{ frame: 'die', polygon: corners }] })
              }}
            >
              {t('repeaters.filter')}
            </Button>
          </div>
        </div>
      )}
    </DefectFrame>
  )
}

const chosenColor = [213, 94, 0] as const
const otherColor = [140, 148, 160] as const

const maybe = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value
