import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dimension } from './commands'
import type { Explanation, Row, Verdict } from './theories'

/** What the matrix calls things, in the language shown. */
export interface Words {
  readonly question: (row: Row) => string
  readonly dimension: (dimension: Dimension) => string
  readonly says: (says: Explanation) => string
  readonly verdict: (verdict: Verdict | undefined) => string
  readonly column: (name: 'question' | 'is' | 'isNot' | 'distinction' | 'change') => string
}

/** Words of the matrix. */
export function useWords(): Words {
  const { t, i18n } = useTranslation('isNot')
  const says = useCallback((one: Explanation) => t(`says.${one}`), [t])
  return useMemo(
    () => ({
      question: ({ data }) =>
        data.question.trim() !== ''
          ? data.question
          : i18n.exists(`rca:questions.${data.key}`)
            ? t(`rca:questions.${data.key}`)
            : '',
      dimension: dimension => t(`dimensions.${dimension}`),
      says,
      verdict: verdict =>
        verdict === undefined
          ? ''
          : verdict.data.says === 'onlyIf' && verdict.data.condition !== ''
            ? t('onlyIfWords', { condition: verdict.data.condition })
            : says(verdict.data.says),
      column: name => t(`columns.${name}`)
    }),
    [t, i18n, says]
  )
}
