import { categorySets } from '@contract/diagram/fishbone'
import type { DiagramNode } from '@contract/diagram/node'
import type { WhyData } from '@contract/diagram/whys'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { whyOf } from './model'

/** What a 5-Why calls things, in the language shown. */
export interface WhysWords {
  readonly nameOf: (node: DiagramNode) => string
  readonly legHint: (node: DiagramNode) => string
  readonly joins: (join: WhyData['join']) => string
  readonly rootIs: (root: NonNullable<WhyData['root']>) => string
  /** Name of a category: one of the fab's set, or own words. */
  readonly category: (key: string) => string
}

/** Categories offered for a cause. */
export const causeCategories = categorySets.fab

/** Words of a 5-Why. */
export function useWords(): WhysWords {
  const { t, i18n } = useTranslation('whys')
  const f = useFormat()
  return useMemo(() => {
    // Asked for of every answer after each edit.
    const joins = { or: t('joins.or'), and: t('joins.and') }
    const category = (key: string): string =>
      key === '' ? '' : i18n.exists(`rca:categories.${key}`) ? t(`rca:categories.${key}`) : key
    return {
      nameOf: node => {
        const why = whyOf(node)
        if (why === undefined || why.type === 'evidence') return ''
        if (why.type === 'leg' && why.data.text === '') return t(`legs.${why.data.leg}`)
        return why.data.text
      },
      legHint: node => {
        const why = whyOf(node)
        return why?.type === 'leg' ? t(`legHints.${why.data.leg}`) : ''
      },
      joins: join => joins[join],
      rootIs: root =>
        [t('root'), category(root.category), root.share === null ? '' : `${f.number(root.share)} %`]
          .filter(text => text !== '')
          .join(' · '),
      category
    }
  }, [t, i18n, f])
}
