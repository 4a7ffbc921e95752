import type { Output } from '@contract/index'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { LinkTo, useGo, useParam } from '../app/navigation'
import { useFormat } from '../app/i18n/useFormat'
import { DraftConflict } from '../ui/DraftConflict'
import { Faces, Loading } from '../ui/faces'
import { Page } from '../ui/Page'
import { type TabItem, Tabs } from '../ui/Tabs'
import { CaseFacts } from './CaseFacts'
import css from './CaseScreen.module.css'
import { CaseTitle } from './CaseTitle'
import { FieldValue } from './FieldValue'
import { Gate } from './Gate'
import { Overview } from './Overview'
import { isEnded } from './states'
import { StateMenu } from './StateMenu'
import { useCaseCounts } from './useCaseCounts'
import { SaveLine } from './SaveLine'
import { type CaseFacts as Facts, ownFields, useCaseDraft } from './useCaseDraft'

const Complaints = lazy(() => import('./Complaints'))
const Actions = lazy(() => import('../capa/ActionList'))
const Tasks = lazy(() => import('../workflow/TaskList'))
const Data = lazy(() => import('../instruments/CaseData'))
const Evidence = lazy(() => import('../evidence/CaseEvidence'))
const Studio = lazy(() => import('../rca/CaseStudio'))
const Files = lazy(() => import('./Files'))
const Discussion = lazy(() => import('./Discussion'))
const Timeline = lazy(() => import('./Timeline'))

/** Parts of a case's workspace, in the order of their tabs. */
const tabs = [
  'overview',
  'complaints',
  'actions',
  'tasks',
  'data',
  'evidence',
  'studio',
  'files',
  'discussion',
  'timeline'
] as const
type Tab = (typeof tabs)[number]

/** `/cases/$id` and `/cases/$id/$tab`: everything about one case. */
export default function CaseScreen() {
  const { t } = useTranslation('cases')
  const key = useParam('id')
  const answer = useQueryOf('cases.get', { id: key }, { topics: ['task', 'action', 'complaint'] })
  return (
    <Faces of={answer} rows={14} {...(answer.data === undefined ? {} : { key: answer.data.case.id })}>
      {found => <Workspace found={found} address={key} label={t('tabs.label')} />}
    </Faces>
  )
}

interface Props {
  readonly found: Output<'cases.get'>
  /** How the address names the case: id or number. */
  readonly address: string
  readonly label: string
}

function Workspace({ found, address, label }: Props) {
  const { t } = useTranslation('cases')
  const go = useGo()
  const f = useFormat()
  const wanted = useParam('tab')
  const tab: Tab = tabs.find(known => known === wanted) ?? 'overview'
  const record = found.case
  const editor = useCaseDraft(record, address)
  const { draft } = editor
  const counts = useCaseCounts(record.id)
  const items: readonly TabItem[] = tabs.map(value => ({
    value,
    label: t(`tabs.${value}`),
    ...(counts[value] === undefined ? {} : { count: counts[value] })
  }))
  return (
    <Page
      title={`${record.number} ${draft.value.title}`}
      heading={<CaseTitle draft={draft} number={record.number} />}
      trail={
        <>
          <LinkTo to="/cases">{t('title')}</LinkTo> / {record.number}
        </>
      }
      actions={
        <>
          <DraftConflict
            draft={draft}
            theirsBy={t('app:conflict.by', { name: record.updatedBy, at: f.dateTime(record.updatedAt) })}
            fields={ownFields.map(name => ({
              name,
              label: t(`fields.${name}`),
              show: (facts: Facts) => {
                const value = facts[name]
                const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value
                return <FieldValue field={name} value={text} />
              }
            }))}
          />
          <SaveLine draft={draft} />
          <StateMenu found={found} editor={editor} />
        </>
      }
      bar={
        <>
          <CaseFacts draft={draft} record={record} />
          <Gate found={found} editor={editor} />
          <Tabs
            items={items}
            value={tab}
            label={label}
            onChange={next => {
              go(`/cases/${address}/${next}`, true)
            }}
          />
        </>
      }
    >
      <div className={css.content} data-ended={isEnded(record.state) || undefined}>
        <Suspense fallback={<Loading />}>
          {tab === 'overview' && <Overview draft={draft} record={record} />}
          {tab === 'complaints' && <Complaints caseRecord={record} />}
          {tab === 'actions' && <Actions caseId={record.id} />}
          {tab === 'tasks' && <Tasks caseId={record.id} />}
          {tab === 'data' && <Data caseId={record.id} />}
          {tab === 'evidence' && <Evidence caseId={record.id} />}
          {tab === 'studio' && <Studio caseId={record.id} />}
          {tab === 'files' && <Files caseId={record.id} />}
          {tab === 'discussion' && <Discussion caseId={record.id} />}
          {tab === 'timeline' && <Timeline caseId={record.id} />}
        </Suspense>
      </div>
    </Page>
  )
}
