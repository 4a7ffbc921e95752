import type { Input, Output } from '@contract/index'
import type { FabError } from '@contract/errors'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useQueryOf } from '../app/client/index'
import { useBench } from './bench'

type To = Input<'analysis.correlations'>['to']

const top = 200

/** What the tests are compared with: any fail, a bin, or the chosen test. */
function useTarget(): { readonly to: To; readonly text: string } {
  const { option, test } = useBench()
  const text = option('s.to', 'fail')
  const key = test?.ref.key
  const element = test?.ref.element
  return useMemo((): { to: To; text: string } => {
    const bin = /^(hard|soft):(\d+)$/.exec(text)
    if (bin !== null)
      return { to: { of: bin[1] === 'hard' ? 'hardBin' : 'softBin', number: Number(bin[2]) }, text }
    if (text === 'test' && key !== undefined)
      return { to: { of: 'test', test: { key, ...(element === undefined ? {} : { element }) } }, text }
    return { to: { of: 'fail' }, text: 'fail' }
  }, [text, key, element])
}

/** Tests by how closely they go with the failure that the address names; and how it names it. */
export function useCorrelations(): {
  readonly answer: UseQueryResult<Output<'analysis.correlations'>, FabError>
  readonly text: string
} {
  const { view } = useBench()
  const { to, text } = useTarget()
  const answer = useQueryOf(
    'analysis.correlations',
    { view, to, top },
    { keep: true, topics: ['import', 'set'] }
  )
  return { answer, text }
}
