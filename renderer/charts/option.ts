import type { EChartsCoreOption } from 'echarts/core'
import { canvasFont } from '../app/theme/fonts'
import type { TFunction } from 'i18next'
import type { Format } from '../app/i18n/useFormat'
import { type CanvasTheme, okabeIto } from '../app/theme/series'

/** An ECharts option; its texts are already translated. */
export type Option = EChartsCoreOption

/** What every chart has in common: fonts, colours of the present theme, tooltips without HTML. */
export function baseOption(theme: CanvasTheme): Option {
  return {
    animation: false,
    backgroundColor: 'transparent',
    color: [...okabeIto],
    textStyle: { fontFamily: canvasFont, fontSize: 12, color: theme.text },
    aria: { enabled: true },
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: theme.raised,
      borderColor: theme.line,
      borderWidth: 1,
      padding: [6, 9],
      textStyle: { color: theme.text, fontSize: 12, fontFamily: canvasFont },
      transitionDuration: 0
    }
  }
}

/** An axis in the quiet style of the house; `more` wins. */
export function axis(theme: CanvasTheme, more: Record<string, unknown>): Record<string, unknown> {
  return {
    axisLine: { lineStyle: { color: theme.muted } },
    axisTick: { lineStyle: { color: theme.line } },
    splitLine: { lineStyle: { color: theme.line } },
    nameTextStyle: { color: theme.muted, fontFamily: canvasFont },
    ...more,
    axisLabel: {
      color: theme.muted,
      fontFamily: canvasFont,
      fontSize: 11,
      ...(more.axisLabel as object | undefined)
    }
  }
}

/** Names under bars: turned where there are many, or where they would not fit side by side. */
export function barNames(names: readonly string[]): Record<string, unknown> {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0)
  const turned = names.length > 8 || (names.length > 4 && names.length * longest > 95)
  return {
    interval: 0,
    hideOverlap: true,
    rotate: turned ? 35 : 0,
    width: turned ? 110 : Math.max(60, 700 / Math.max(1, names.length)),
    overflow: 'truncate'
  }
}

/** Every text of an option, so that the slices of its fonts can be loaded before it is drawn. */
export function textsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  if (ArrayBuffer.isView(value)) return ''
  return Object.values(value).map(textsOf).join('')
}

/** A legend above a chart that scrolls where it is too long. */
export function legendOf(theme: CanvasTheme, names: readonly string[]): Record<string, unknown> {
  return {
    type: 'scroll',
    data: [...names],
    top: 0,
    left: 0,
    right: 0,
    itemWidth: 16,
    itemHeight: 9,
    itemGap: 12,
    icon: 'rect',
    textStyle: { color: theme.text, fontFamily: canvasFont, fontSize: 11 },
    pageTextStyle: { color: theme.muted, fontFamily: canvasFont },
    pageIconColor: theme.accent,
    pageIconInactiveColor: theme.line
  }
}

/** Lines across a filled shape, so that neighbours differ in grey; `i` turns them. */
export function hatch(theme: CanvasTheme, i: number): Record<string, unknown> {
  return {
    symbol: 'rect',
    color: theme.dark ? 'rgba(0,0,0,0.45)' : 'rgba(255,255,255,0.6)',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: i % 4 < 2 ? Math.PI / 4 : -Math.PI / 4
  }
}

/** Lines at the limits of a test, as far as they lie in the range, with their words at the end. */
export function limitLines(
  theme: CanvasTheme,
  f: Format,
  t: TFunction<'charts'>,
  units: string,
  low: number | null,
  high: number | null,
  on: 'x' | 'y',
  range: { readonly min: number; readonly max: number }
): Record<string, unknown> {
  const line = (at: number | null, name: string): readonly unknown[] =>
    at === null || at < range.min || at > range.max
      ? []
      : [
          {
            [on === 'x' ? 'xAxis' : 'yAxis']: at,
            label: {
              formatter: `${name} ${f.si(at, units)}`,
              color: theme.bad,
              fontFamily: canvasFont,
              fontSize: 11,
              position: on === 'x' ? 'end' : 'insideEndTop'
            }
          }
        ]
  return {
    silent: true,
    symbol: 'none',
    // Values are rounded to two decimals otherwise.
    precision: 15,
    lineStyle: { color: theme.bad, width: 1.5, type: 'solid' },
    data: [...line(low, t('charts:lowLimit')), ...line(high, t('charts:highLimit'))]
  }
}
