import type { DefectFilter } from '@contract/defects'
import { useTranslation } from 'react-i18next'

/** One thing a filter asks for, in words, and the filter without it. */
export interface FilterWord {
  readonly key: string
  readonly text: string
  readonly without: (filter: DefectFilter) => DefectFilter
}

interface Names {
  readonly className: (number: number | null) => string
  readonly waferName: (index: number) => string
  readonly length: (micrometres: number | null) => string
}

/** Names shown before the rest is counted. */
const shown = 4

/** What a filter asks for, one word each. */
export function useFilterWords(filter: DefectFilter, names: Names): readonly FilterWord[] {
  const { t } = useTranslation('defects')
  const list = (all: readonly string[]): string =>
    all.length > shown ? `${all.slice(0, shown).join(', ')} +${all.length - shown}` : all.join(', ')
  const codes = (all: readonly (number | null)[]) =>
    list(all.map(code => (code === null ? t('none.value') : String(code))))
  const words: FilterWord[] = []
  const add = (key: keyof DefectFilter, text: string, empty: Partial<DefectFilter>): void => {
    words.push({ key, text, without: now => ({ ...now, ...empty }) })
  }
  const { wafers, classes, rough, fine, tests, clustered, size, images, regions } = filter
  if (wafers.length > 0)
    add('wafers', t('filter.wafers', { count: wafers.length, names: list(wafers.map(names.waferName)) }), {
      wafers: []
    })
  if (classes.length > 0)
    add(
      'classes',
      t('filter.classes', { count: classes.length, names: list(classes.map(names.className)) }),
      { classes: [] }
    )
  if (rough.length > 0)
    add('rough', t('filter.rough', { count: rough.length, names: codes(rough) }), { rough: [] })
  if (fine.length > 0) add('fine', t('filter.fine', { count: fine.length, names: codes(fine) }), { fine: [] })
  if (tests.length > 0)
    add('tests', t('filter.tests', { count: tests.length, names: codes(tests) }), { tests: [] })
  if (clustered !== null)
    add('clustered', t(clustered ? 'filter.clustered' : 'filter.alone'), { clustered: null })
  if (size !== null)
    add(
      'size',
      t('filter.size', {
        from: size.from === null ? '' : names.length(size.from),
        to: size.to === null ? '' : names.length(size.to)
      }),
      { size: null }
    )
  if (images !== null) add('images', t(images ? 'filter.images' : 'filter.noImages'), { images: null })
  for (const frame of ['wafer', 'die'] as const) {
    const count = regions.filter(region => region.frame === frame).length
    if (count > 0)
      words.push({
        key: `region ${frame}`,
        text: t(`filter.region.${frame}`, { count }),
        without: now => ({ ...now, regions: now.regions.filter(region => region.frame !== frame) })
      })
  }
  return words
}
