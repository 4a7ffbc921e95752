import type { Output } from '@contract/index'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { type Format, useFormat } from '../../app/i18n/useFormat'
import { canvasFont } from '../../app/theme/fonts'
import type { Marks } from '../../charts/paintWafer'
import { type Axes, toShown } from '../../charts/turn'
import type { WaferModel } from '../../charts/wafer'
import { useBench } from '../bench'
import { share } from '../words'
import type { MapData } from './face'
import { type Disc, discOf, reticlePlace, zoneAt } from './zones'

/** What lies over the dies. */
export type OverlayKind = 'none' | 'zones' | 'reticle'

/** Yields by place, drawn over the map and told beside it. */
export interface Overlay {
  readonly kind: OverlayKind
  readonly rings: number
  readonly sectors: number
  readonly disc: Disc
  readonly zones: Output<'analysis.zones'> | undefined
  readonly over: ((model: WaferModel) => NonNullable<Marks['over']>) | undefined
  readonly describe: ((die: number) => ReactNode) | undefined
}

/** Reticle as the address keeps it: `width,height,offsetX,offsetY`; null where it is to be estimated. */
function readReticle(
  text: string
): { width: number; height: number; offsetX: number; offsetY: number } | null {
  const found = /^(\d{1,2}),(\d{1,2}),(\d{1,2}),(\d{1,2})$/.exec(text)
  if (found === null) return null
  const [width = 0, height = 0, offsetX = 0, offsetY = 0] = found.slice(1).map(Number)
  return width < 1 || height < 1 || width > 50 || height > 50 || offsetX > 49 || offsetY > 49
    ? null
    : { width, height, offsetX, offsetY }
}

/** Rings and sectors, or the reticle, over a map; with their yields. */
export function useOverlay(data: MapData, axes: Axes, wafer: string | null): Overlay {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, option } = useBench()
  const text = option('m.over')
  const kind: OverlayKind = text === 'zones' || text === 'reticle' ? text : 'none'
  const rings = Math.min(10, Math.max(1, Number(option('m.rings', '4')) || 4))
  const sectors = Math.min(16, Math.max(1, Number(option('m.sectors', '4')) || 4))
  const reticle = useMemo(() => readReticle(option('m.reticle')), [option])
  // Where dies were chosen by a lasso, the yields are still those of the wafer.
  const whole = useMemo(() => ({ ...view, filter: { ...view.filter, regions: [] } }), [view])
  const answer = useQueryOf(
    'analysis.zones',
    { view: whole, which: wafer === null ? { stack: true } : { wafer }, rings, sectors, reticle },
    { enabled: kind !== 'none', keep: true, topics: ['import', 'set'] }
  )
  const zones = kind === 'none' ? undefined : answer.data
  const disc = useMemo(() => discOf(data), [data])
  return useMemo(() => {
    const base = { kind, rings, sectors, disc, zones }
    if (kind === 'none') return { ...base, over: undefined, describe: undefined }
    if (kind === 'zones') {
      return {
        ...base,
        over: (model: WaferModel) => overZones(model, axes, disc, rings, sectors, zones, f),
        describe: (die: number) => {
          const { ring, sector } = zoneAt(disc, rings, sectors, data.x[die] ?? 0, data.y[die] ?? 0)
          return t('zones.at', { ring: ring + 1, sector: sector + 1 })
        }
      }
    }
    const field = reticle ?? zones?.reticle ?? null
    return {
      ...base,
      over: field === null ? undefined : (model: WaferModel) => overReticle(model, axes, disc, field),
      describe:
        field === null
          ? undefined
          : (die: number) => {
              const place = reticlePlace(field, data.x[die] ?? 0, data.y[die] ?? 0)
              return t('reticle.at', { x: place.x + 1, y: place.y + 1 })
            }
    }
  }, [kind, rings, sectors, disc, zones, axes, data, reticle, f, t])
}

/** Circles and rays with the yield of each zone in its middle. */
function overZones(
  model: WaferModel,
  axes: Axes,
  disc: Disc,
  rings: number,
  sectors: number,
  zones: Output<'analysis.zones'> | undefined,
  f: Format
): NonNullable<Marks['over']> {
  return (context, view, theme) => {
    const at = placer(model, axes, disc, view)
    context.strokeStyle = theme.text
    context.lineWidth = 1.25
    const steps = 96
    for (let ring = 1; ring <= rings; ring++) {
      context.beginPath()
      for (let i = 0; i <= steps; i++) {
        const point = at(Math.sqrt(ring / rings), (i / steps) * 2 * Math.PI)
        if (i === 0) context.moveTo(...point)
        else context.lineTo(...point)
      }
      context.stroke()
    }
    if (sectors > 1)
      for (let sector = 0; sector < sectors; sector++) {
        context.beginPath()
        context.moveTo(...at(0, 0))
        context.lineTo(...at(1, (sector / sectors) * 2 * Math.PI))
        context.stroke()
      }
    context.font = `600 11px ${canvasFont}`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    for (const zone of zones?.zones ?? []) {
      if (zone.dies === 0) continue
      const middle = sectors === 1 && zone.ring === 0 ? 0 : Math.sqrt((zone.ring + 0.5) / rings)
      const [x, y] = at(middle, ((zone.sector + 0.5) / sectors) * 2 * Math.PI)
      const words = f.percent(share(zone.dies - zone.fails, zone.dies), 1)
      context.strokeStyle = theme.surface
      context.lineWidth = 3.5
      context.strokeText(words, x, y)
      context.fillStyle = theme.text
      context.fillText(words, x, y)
    }
  }
}

/** Lines between the fields of the reticle. */
function overReticle(
  model: WaferModel,
  axes: Axes,
  disc: Disc,
  reticle: {
    readonly width: number
    readonly height: number
    readonly offsetX: number
    readonly offsetY: number
  }
): NonNullable<Marks['over']> {
  return (context, view, theme) => {
    const pixelOf = (x: number, y: number): readonly [number, number] => {
      const [column, row] = toShown(axes, x, y)
      return [
        view.left + (column - model.minX + 0.5) * view.width,
        view.top + (row - model.minY + 0.5) * view.height
      ]
    }
    const [x0, x1] = [disc.x - disc.halfX, disc.x + disc.halfX]
    const [y0, y1] = [disc.y - disc.halfY, disc.y + disc.halfY]
    const first = (from: number, offset: number, step: number): number =>
      offset - 0.5 + Math.ceil((from - offset + 0.5) / step) * step
    context.beginPath()
    for (let x = first(x0, reticle.offsetX, reticle.width); x <= x1; x += reticle.width) {
      context.moveTo(...pixelOf(x, y0))
      context.lineTo(...pixelOf(x, y1))
    }
    for (let y = first(y0, reticle.offsetY, reticle.height); y <= y1; y += reticle.height) {
      context.moveTo(...pixelOf(x0, y))
      context.lineTo(...pixelOf(x1, y))
    }
    context.strokeStyle = theme.surface
    context.lineWidth = 3
    context.stroke()
    context.strokeStyle = theme.text
    context.lineWidth = 1
    context.stroke()
  }
}

/** Pixels of a place in radii and angle of the file's axes. */
function placer(
  model: WaferModel,
  axes: Axes,
  disc: Disc,
  view: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
): (radius: number, angle: number) => [number, number] {
  return (radius, angle) => {
    const x = disc.x + disc.halfX * radius * Math.cos(angle)
    const y = disc.y + disc.halfY * radius * Math.sin(angle)
    const [column, row] = toShown(axes, x, y)
    return [
      view.left + (column - model.minX + 0.5) * view.width,
      view.top + (row - model.minY + 0.5) * view.height
    ]
  }
}
