import { useComputedColorScheme } from '@mantine/core'
import { IconFlipVertical, IconRotateClockwise } from '@tabler/icons-react'
import { type ReactNode, type Ref, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canvasTheme } from '../app/theme/series'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { ChartHandle } from './Chart'
import type { Polygon } from './lasso'
import { useDrawButtons, useMapPicture, useZoomButtons } from './mapButtons'
import { MapTools } from './MapTools'
import { edgesOf } from './outline'
import type { LegendLine, Marks } from './paintWafer'
import { axisArrows, type Axes, shownDies, sideways, toFile, type Turn, turned } from './turn'
import type { How, MapTool } from './useLasso'
import { type Orientation, waferModel, type WaferModel } from './wafer'
import type { MapHandle } from './MapCanvas'
import { WaferCanvas } from './WaferCanvas'
import { pixelCss, waferSvg } from './waferDrawing'
import css from './WaferMap.module.css'

/** Dies to be outlined. */
export interface DieMark {
  /** 1 for each die in it. */
  readonly mask: ArrayLike<number>
  readonly tone: 'accent' | 'text' | 'bad'
  readonly dashed: boolean
}

interface Props {
  /** What pictures and those who do not see it are told. */
  readonly title: string
  readonly label: string
  /** Places as the file gives them. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly pass: ArrayLike<number>
  readonly repeats?: ArrayLike<number>
  /** A pixel for each die. */
  readonly paint: Uint32Array
  readonly axes: Axes
  /** Given, the person may turn the map. */
  readonly turn?: Turn
  readonly onTurn?: (turn: Turn) => void
  /** Width of a die over its height, where it is known. */
  readonly aspect?: number | undefined
  readonly marks?: readonly DieMark[]
  /** Drawn over the dies in columns and rows of the screen; keep the function stable. */
  readonly over?: (model: WaferModel) => NonNullable<Marks['over']>
  readonly text?: (die: number) => string
  readonly describe: (die: number) => ReactNode
  readonly onDie?: (die: number) => void
  /** Given, dies are chosen by drawing; corners in the file's coordinates. */
  readonly onShape?: (shape: Polygon, how: How) => void
  /** Beside the map in an exported picture. */
  readonly legend: () => readonly LegendLine[]
  readonly ref?: Ref<ChartHandle>
}

/** A map of dies in any colours: turned as wanted, with a lasso, outlines and what lies over it. */
export function DieMap(props: Props) {
  const { title, x, y, pass, repeats, paint, axes, turn, onTurn, aspect, marks, over, onShape, ref } = props
  const { t } = useTranslation('charts')
  const dark = useComputedColorScheme('light') === 'dark'
  const canvas = useRef<MapHandle>(null)
  const [tool, setTool] = useState<MapTool>('pan')
  const model = useMemo(() => {
    const shown = shownDies(axes, x, y)
    const shape = aspect === undefined ? undefined : sideways(axes) ? 1 / aspect : aspect
    return waferModel({ ...shown, bin: [], pass, ...(repeats === undefined ? {} : { repeats }) }, shape)
  }, [axes, x, y, pass, repeats, aspect])
  const orientation = useMemo<Orientation>(
    () => ({ notch: axes.notch, xRight: true, yDown: true }),
    [axes.notch]
  )
  const outlines = useMemo(() => {
    const theme = canvasTheme()
    return (marks ?? []).map(({ mask, tone, dashed }) => ({
      edges: edgesOf(model, orientation, mask),
      color: dark === theme.dark ? theme[tone] : theme.text,
      dashed
    }))
  }, [marks, model, orientation, dark])
  const drawOver = useMemo(() => over?.(model), [over, model])
  const draw = useCallback(
    (shape: Polygon, how: How) => {
      onShape?.(
        shape.map(([column, row]) => toFile(axes, column, row)),
        how
      )
    },
    [axes, onShape]
  )
  const pick = (next: MapTool) => () => {
    setTool(next)
  }
  const drawing = onShape !== undefined
  const zoom = useZoomButtons(canvas, t('fit'))
  const draws = useDrawButtons(tool, setTool)
  const keys = { group: 'app:keys.map' }
  useShortcut('ArrowRight', t('keys.move'), null, keys)
  useShortcut('+', t('zoomIn'), null, keys)
  useShortcut('-', t('zoomOut'), null, keys)
  useShortcut('0', t('fit'), null, keys)
  useShortcut('v', t('tools.pan'), pick('pan'), { ...keys, enabled: drawing })
  useShortcut('b', t('tools.rectangle'), pick('rectangle'), { ...keys, enabled: drawing })
  useShortcut('l', t('tools.lasso'), pick('lasso'), { ...keys, enabled: drawing })

  useMapPicture(ref, {
    canvas,
    title,
    legend: props.legend,
    svg: () =>
      waferSvg(
        model,
        orientation,
        { keyOf: die => pixelCss(paint[die] ?? 0), colorOf: die => pixelCss(paint[die] ?? 0) },
        canvasTheme(),
        title,
        props.legend()
      )
  })

  if (model.count === 0) return <Empty title={t('noDies')} hint={t('noDiesHint')} />
  const arrows = axisArrows(axes)
  return (
    <div className={css.tall}>
      <MapTools
        across
        tools={[
          ...zoom,
          ...(turn === undefined || onTurn === undefined
            ? []
            : [
                {
                  label: t('tools.turn'),
                  icon: <IconRotateClockwise size={15} />,
                  run: () => {
                    onTurn(turned(turn))
                  }
                },
                {
                  label: t('tools.mirror'),
                  icon: <IconFlipVertical size={15} />,
                  pressed: turn.mirrored,
                  run: () => {
                    onTurn({ ...turn, mirrored: !turn.mirrored })
                  }
                }
              ]),
          ...(drawing ? draws : [])
        ]}
      />
      <div className={css.stage}>
        <WaferCanvas
          ref={canvas}
          model={model}
          colors={noColors}
          paint={paint}
          orientation={orientation}
          dark={dark}
          lit={null}
          label={props.label}
          describe={props.describe}
          outlines={outlines}
          tool={tool}
          {...(drawOver === undefined ? {} : { over: drawOver })}
          {...(props.text === undefined ? {} : { text: props.text })}
          {...(props.onDie === undefined ? {} : { onDie: props.onDie })}
          {...(drawing ? { onShape: draw } : {})}
        />
        <div className={css.axes} aria-hidden>
          x {arrows.x} y {arrows.y}
        </div>
        {drawing && tool !== 'pan' && <div className={css.hint}>{t('tools.drawHint')}</div>}
      </div>
    </div>
  )
}

const noColors = new Map<number, readonly [number, number, number]>()
