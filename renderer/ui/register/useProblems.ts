import type { Fault } from '@contract/errors'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { problemsOf, refusedField } from './problems'
import type { Register, Stored } from './register'

/**
 * Words for what is wrong with a field: found by the contract's schema, or told by the core.
 * @param shown false keeps quiet about what was not typed yet (a form nobody tried to save)
 */
export function useProblems<R extends Stored, F extends object>(
  of: Register<R, F>,
  value: F,
  fault: Fault | null,
  shown: boolean
): (field: keyof F) => string | undefined {
  const { t } = useTranslation('register')
  const found = useMemo(() => problemsOf(of.schema, value), [of, value])
  const refused = refusedField(fault)
  return field => {
    if (refused?.field === field) return t('problems.duplicate')
    const problem = found.get(String(field))
    if (problem === undefined || (problem === 'required' && !shown)) return undefined
    return t(`problems.${problem}`)
  }
}
