import type { TestRef, ViewTest } from '@contract/analysis'
import type { TFunction } from 'i18next'
import type { Format } from '../app/i18n/useFormat'
import { unitOf } from '../instruments/words'
import type { Chip } from './steps'

/** Number and name of a test with the place of its value where it has several: `200 VDD supply [3]`. */
export function testLabel(
  test: Pick<ViewTest, 'number' | 'text' | 'elements' | 'ref'>,
  element?: number
): string {
  const name = test.text === '' ? String(test.number) : `${test.number} ${test.text}`
  return test.elements > 1 ? `${name} [${element ?? test.ref.element}]` : name
}

/** The name inside a test's key, for tests that the view does not hold (any more). */
export function keyLabel({ key, element }: TestRef): string {
  const [, number = key, ...text] = key.split(':')
  const name = [number, text.join(':')].filter(word => word !== '').join(' ')
  return element > 0 ? `${name} [${element}]` : name
}

/** A value of a test with its unit. */
export function valueOf(f: Format, test: Pick<ViewTest, 'units'>, value: number | null): string {
  return value === null ? '–' : f.si(value, unitOf(test.units))
}

/** Share of good ones; null of none. */
export function share(good: number, of: number): number | null {
  return of === 0 ? null : good / of
}

/** How things of a view are called by their keys. */
export interface Names {
  readonly lot: (key: string) => string
  readonly wafer: (key: string) => string
  readonly test: (test: TestRef) => string
}

const few = 4

/** A filter in words: `hard bin 5, 7`, `inside lasso 1 on W05`. */
export function chipWords(chip: Chip, t: TFunction<'analysis'>, f: Format, names: Names): string {
  const list = (values: readonly (string | number)[], name: (value: string) => string): string =>
    values.length > few
      ? t('analysis:filter.many', {
          first: values
            .slice(0, few - 1)
            .map(v => name(String(v)))
            .join(', '),
          count: values.length - few + 1
        })
      : values.map(v => name(String(v))).join(', ')
  const same = (value: string): string => value
  switch (chip.kind) {
    case 'lots':
      return t('analysis:filter.lots', { names: list(chip.values, names.lot) })
    case 'wafers':
      return t('analysis:filter.wafers', { names: list(chip.values, names.wafer) })
    case 'sites':
      return t('analysis:filter.sites', { names: list(chip.values, same) })
    case 'hardBins':
      return t('analysis:filter.hardBins', { names: list(chip.values, same) })
    case 'softBins':
      return t('analysis:filter.softBins', { names: list(chip.values, same) })
    case 'verdict':
      return t(`analysis:filter.verdict.${chip.value}`)
    case 'region':
      return chip.wafers === null
        ? t('analysis:filter.region', { number: chip.at + 1 })
        : t('analysis:filter.regionOn', { number: chip.at + 1, names: list(chip.wafers, names.wafer) })
    case 'range': {
      const { from, to } = chip
      const name = names.test(chip.test)
      if (from === null) return t('analysis:filter.below', { name, to: f.significant(to, 5) })
      if (to === null) return t('analysis:filter.above', { name, from: f.significant(from, 5) })
      return t('analysis:filter.between', { name, from: f.significant(from, 5), to: f.significant(to, 5) })
    }
    case 'failing':
      return t('analysis:filter.failing', { name: names.test(chip.test) })
    case 'partText':
      return t('analysis:filter.partText', { text: chip.text })
  }
}

/** A p-value: below a ten-thousandth only that. */
export function pWords(f: Format, p: number | null): string {
  return p === null ? '–' : p < 1e-4 ? '< 0.0001' : f.significant(p, 2)
}

/** A p-value in a sentence: `p = 0.02`, `p < 0.0001`. */
export function pText(f: Format, p: number | null): string {
  const words = pWords(f, p)
  return words.startsWith('<') ? `p ${words}` : `p = ${words}`
}

/** Parts per million: tenths only where they say something. */
export function ppm(f: Format, value: number | null): string {
  return f.number(value, { maximumFractionDigits: value !== null && value < 1000 ? 1 : 0 })
}

/** Limits are stored with seven digits; the further ones are noise of the format. */
export function sevenDigits(value: number): number {
  return Number(value.toPrecision(7))
}
