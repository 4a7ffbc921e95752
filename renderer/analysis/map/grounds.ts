import type { Output } from '@contract/index'
import type { Format } from '../../app/i18n/useFormat'
import { pText } from '../words'

/** A figure that speaks for a signature. */
export type Ground = Output<'analysis.signature'>['grounds'][number]

/** Figures that are shares of failed dies, or of the wafer's radius. */
const shares: Readonly<Record<string, readonly string[]>> = {
  shares: ['inside', 'outside'],
  ringAt: ['inner', 'outer'],
  centreAt: ['radius'],
  edgeAt: ['inner'],
  clusterAt: ['distance', 'width'],
  scratchAt: ['length', 'breadth'],
  radial: ['inner', 'middle', 'outer'],
  angular: ['worst', 'best']
}

/** The figures of a ground as its sentence needs them: shares in percent, p in words, the rest to two places. */
export function groundWords({ key, params }: Ground, f: Format): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'string') return [name, value]
      if (shares[key]?.includes(name) === true) return [name, f.percent(value, 0)]
      if (name === 'p') return [name, pText(f, value)]
      const whole = name === 'direction' || name === 'arc'
      return [name, f.number(value, { maximumFractionDigits: whole || Math.abs(value) >= 100 ? 0 : 2 })]
    })
  )
}
