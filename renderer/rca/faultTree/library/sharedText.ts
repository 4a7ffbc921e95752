import type { SharedModel } from '@contract/diagram/faultTree'
import type { TFunction } from 'i18next'
import { typed } from '../panels/number'

/** Signs of the numbers of shared models, in order. */
const signs = {
  p: 'p',
  rate: 'λ',
  repair: 'μ',
  start: 'γ',
  interval: 'τ',
  first: 'θ',
  scale: 'α',
  shape: 'β',
  shift: 't₀',
  time: 't'
} as const

/** A shared model in one line: `Exponential: λ = 1e-6, t = 8760`. */
export function sharedText(model: SharedModel, t: TFunction<'faultTree'>): string {
  const values: Readonly<Record<string, unknown>> = model
  const numbers = Object.entries(signs).flatMap(([field, sign]) => {
    const value = values[field]
    return typeof value === 'number' ? [`${sign} = ${typed(value)}`] : []
  })
  return `${t(`model.${model.kind}`)}: ${numbers.join(', ')}`
}
