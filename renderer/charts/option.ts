import type { EChartsCoreOption } from 'echarts/core'
import { canvasFont } from '../app/theme/fonts'
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

/** Every text of an option, so that the slices of its fonts can be loaded before it is drawn. */
export function textsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  if (ArrayBuffer.isView(value)) return ''
  return Object.values(value).map(textsOf).join('')
}
