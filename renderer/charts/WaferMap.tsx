import { Box, useComputedColorScheme } from '@mantine/core'
import { IconFlipVertical } from '@tabler/icons-react'
import { type ReactNode, type Ref, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { canvasTheme } from '../app/theme/series'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { ChartHandle } from './Chart'
import { useMapPicture, useZoomButtons } from './mapButtons'
import { MapTools } from './MapTools'
import type { LegendLine } from './paintWafer'
import { waferSvg } from './waferDrawing'
import { type Dies, type Orientation, usualOrientation, type WaferBin, waferModel } from './wafer'
import type { MapHandle } from './MapCanvas'
import { WaferCanvas } from './WaferCanvas'
import { binColors, css as cssColor, unknownColor } from './waferColors'
import css from './WaferMap.module.css'

interface Props {
  /** `lot2 · wafer 3 · hard bins`. */
  readonly title: string
  readonly dies: Dies
  readonly bins: readonly WaferBin[]
  readonly orientation?: Orientation
  /** Given, the person may turn the y axis. */
  readonly onOrientation?: (orientation: Orientation) => void
  /** Width of a die over its height, where the file says it. */
  readonly aspect?: number
  readonly height?: number
  /** More lines for the die under the pointer (part id, site). */
  readonly describe?: (die: number) => ReactNode
  /** A die was opened by click or Enter. */
  readonly onDie?: (die: number) => void
  readonly ref?: Ref<ChartHandle>
}

/** A wafer map: notch down unless told otherwise, zoom, pan, a keyboard cursor, and a legend that counts. */
export function WaferMap(props: Props) {
  const {
    title,
    dies,
    bins,
    orientation = usualOrientation,
    onOrientation,
    aspect,
    height = 480,
    ref
  } = props
  const { t } = useTranslation('charts')
  const f = useFormat()
  const dark = useComputedColorScheme('light') === 'dark'
  const [pinned, setPinned] = useState<number | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const canvas = useRef<MapHandle>(null)
  const model = useMemo(() => waferModel(dies, aspect), [dies, aspect])
  const colors = useMemo(() => binColors(bins, dark), [bins, dark])
  const sorted = useMemo(
    () =>
      bins
        .filter(bin => bin.count > 0)
        .toSorted((a, b) => Number(b.pass) - Number(a.pass) || b.count - a.count),
    [bins]
  )
  const names = useMemo(() => new Map(bins.map(bin => [bin.number, bin])), [bins])
  const repeated = useMemo(() => repeatedDies(dies), [dies])
  const good = sorted.reduce((sum, bin) => sum + (bin.pass ? bin.count : 0), 0)
  const nameOf = (bin: WaferBin): string =>
    bin.name === '' ? t('bin', { number: bin.number }) : `${bin.number} ${bin.name}`
  const zoom = useZoomButtons(canvas, t('fit'))
  const keys = { group: 'app:keys.map' }
  useShortcut('ArrowRight', t('keys.move'), null, keys)
  useShortcut('+', t('zoomIn'), null, keys)
  useShortcut('-', t('zoomOut'), null, keys)
  useShortcut('0', t('fit'), null, keys)

  const summary = t('waferLabel', {
    title,
    count: model.count,
    n: f.number(model.count),
    good: f.number(good),
    yield: f.percent(model.count === 0 ? null : good / model.count),
    fails: sorted
      .filter(bin => !bin.pass)
      .slice(0, 3)
      .map(bin => `${nameOf(bin)} ${f.number(bin.count)}`)
      .join(', ')
  })

  const colorOf = (bin: number): string => cssColor(colors.get(bin) ?? unknownColor)
  const legend = (): LegendLine[] =>
    sorted.map(bin => ({ color: colorOf(bin.number), text: `${nameOf(bin)}  ${f.number(bin.count)}` }))
  useMapPicture(ref, {
    canvas,
    title,
    legend,
    svg: () =>
      waferSvg(
        model,
        orientation,
        { keyOf: die => dies.bin[die] ?? 0, colorOf: die => colorOf(dies.bin[die] ?? 0) },
        canvasTheme(),
        title,
        legend()
      )
  })

  if (model.count === 0) return <Empty title={t('noDies')} hint={t('noDiesHint')} />

  const describe = (die: number): ReactNode => {
    const number = dies.bin[die] ?? 0
    const bin = names.get(number)
    const pass = dies.pass[die]
    const repeats = dies.repeats?.[die] ?? 0
    return (
      <>
        <b>
          x {dies.x[die]} · y {dies.y[die]}
        </b>
        <span>
          {bin === undefined ? t('bin', { number }) : nameOf(bin)}
          {' · '}
          {pass === 1 ? t('pass') : pass === 0 ? t('fail') : t('noVerdict')}
        </span>
        {repeats > 0 && <span>{t('repeats', { count: repeats + 1 })}</span>}
        {props.describe?.(die)}
      </>
    )
  }
  const lit = hovered ?? pinned
  return (
    <div className={css.around}>
      <Box className={css.map} __vars={{ '--wafer-height': `${height}px` }}>
        <div className={css.stage}>
          <WaferCanvas
            model={model}
            colors={colors}
            orientation={orientation}
            dark={dark}
            lit={lit}
            ref={canvas}
            label={summary}
            describe={describe}
            {...(props.onDie === undefined ? {} : { onDie: props.onDie })}
          />
          <MapTools
            tools={[
              ...zoom,
              ...(onOrientation === undefined
                ? []
                : [
                    {
                      label: t('flipY'),
                      icon: <IconFlipVertical size={15} />,
                      run: () => {
                        onOrientation({ ...orientation, yDown: !orientation.yDown })
                      }
                    }
                  ])
            ]}
          />
          <div className={css.axes} aria-hidden>
            x {orientation.xRight ? '→' : '←'} y {orientation.yDown ? '↓' : '↑'}
          </div>
        </div>
        <div className={css.legend}>
          <div className={css.total}>
            {t('diesOf', { count: model.count, n: f.number(model.count) })} · {t('yield')}{' '}
            {f.percent(good / model.count)}
          </div>
          <ul className={css.list}>
            {sorted.map(bin => (
              <li key={bin.number}>
                <button
                  type="button"
                  className={css.bin}
                  aria-pressed={pinned === bin.number}
                  onClick={() => {
                    setPinned(pinned === bin.number ? null : bin.number)
                  }}
                  onPointerEnter={() => {
                    setHovered(bin.number)
                  }}
                  onPointerLeave={() => {
                    setHovered(null)
                  }}
                >
                  <span
                    className={css.swatch}
                    style={{ background: colorOf(bin.number) }}
                    data-pass={bin.pass || undefined}
                  />
                  <span className={css.name} title={nameOf(bin)}>
                    {nameOf(bin)}
                  </span>
                  <span className={css.verdict}>{bin.pass ? t('pass') : t('fail')}</span>
                  <span className={css.count}>{f.number(bin.count)}</span>
                  <span className={css.share}>{f.percent(bin.count / model.count)}</span>
                </button>
              </li>
            ))}
          </ul>
          <div className={css.note}>{t('lastCounts')}</div>
          {repeated > 0 && (
            <div className={css.note}>
              <span className={css.corner} /> {t('repeatMark', { count: repeated, n: f.number(repeated) })}
            </div>
          )}
        </div>
      </Box>
    </div>
  )
}

/** Dies that were tested more than once. */
function repeatedDies({ repeats }: Dies): number {
  let count = 0
  for (let i = 0; i < (repeats?.length ?? 0); i++) if ((repeats?.[i] ?? 0) > 0) count++
  return count
}
