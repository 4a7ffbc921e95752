import { type ParetoSource, paretoSources } from '@contract/pareto'
import { useMemo } from 'react'
import { useQueryOf } from '../app/client/index'
import { useUrlValue } from '../app/navigation'
import { ParetoStudio } from './ParetoStudio'
import { type ParetoView, readView, usualView, writeView } from './state'

/** Sources whose things belong to cases. */
const ofCases = (Object.keys(paretoSources) as ParetoSource[]).filter(
  source => source !== 'cases' && 'case' in paretoSources[source].fields
)

/** A Pareto in a case: begins with what belongs to it; the filter stands there to be taken away. */
export default function CasePareto({ caseId }: { readonly caseId: string }) {
  const [text, setText] = useUrlValue('pareto', '')
  const names = useQueryOf('cases.names', { ids: [caseId] })
  const number = names.data?.names[0]?.number ?? caseId
  const begin = useMemo(
    () =>
      (source: ParetoSource): ParetoView => {
        const usual = usualView(source)
        const own = { field: 'case', keys: [caseId], labels: [number], not: false }
        return { ...usual, filters: [own, ...usual.filters] }
      },
    [caseId, number]
  )
  const view = useMemo(() => readView(text) ?? begin('items'), [begin, text])
  return (
    <ParetoStudio
      view={view}
      sources={ofCases}
      begin={begin}
      caseId={caseId}
      onChange={next => {
        setText(writeView(next))
      }}
    />
  )
}
