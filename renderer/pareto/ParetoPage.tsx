import { type ParetoSource, paretoSources } from '@contract/pareto'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ViewsMenu } from '../analysis/SavedViews'
import { go, useUrlValue } from '../app/navigation'
import { Page } from '../ui/Page'
import { ParetoStudio } from './ParetoStudio'
import { readView, routeOfView, usualView, writeView } from './state'

const all = Object.keys(paretoSources) as ParetoSource[]

/** `/pareto`: the address holds everything that is seen. */
export default function ParetoPage() {
  const { t } = useTranslation('pareto')
  const [text, setText] = useUrlValue('v', '')
  const read = useMemo(() => readView(text), [text])
  const view = read ?? usualView('complaints')
  return (
    <Page
      title={t('title')}
      note={read === null && text !== '' ? t('unknown') : undefined}
      actions={
        <ViewsMenu
          screen="pareto"
          definition={writeView(view)}
          onOpen={definition => {
            go(`/pareto?v=${definition}`)
          }}
        />
      }
      full
    >
      <ParetoStudio
        view={view}
        sources={all}
        onChange={next => {
          // A way down is a step of the history, so that Back leads up again; what is set is not.
          if (next.steps.length !== view.steps.length || next.list !== view.list) go(routeOfView(next))
          else setText(writeView(next))
        }}
      />
    </Page>
  )
}
