import type { EvidenceData } from '@contract/diagram/shared'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Tells what a piece of evidence is called: its title, what a person saw, or how many lots it is. */
export function useTitleOf(): (of: EvidenceData['of']) => string {
  const { t } = useTranslation('rca')
  return useCallback(
    of =>
      of.kind === 'comment'
        ? of.text
        : of.kind === 'lots'
          ? t('evidence.lotsOf', { count: of.lots.length })
          : of.title,
    [t]
  )
}
