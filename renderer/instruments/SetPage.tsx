import { Anchor, Menu, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenInWorkbench } from '../analysis/OpenInWorkbench'
import { call, core, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { go, LinkTo, useParam, useUrlValue } from '../app/navigation'
import { Faces, Failure, Loading } from '../ui/faces'
import { Page } from '../ui/Page'
import { StateBadge } from '../ui/StateBadge'
import { Tabs } from '../ui/Tabs'
import { toastFault } from '../ui/toasts'
import { SetFacts } from './SetFacts'
import { type SetDetail, setLine, testerTime, yieldOf } from './words'

const Overview = lazy(() => import('./SetOverview'))
const Tests = lazy(() => import('./TestsView'))
const Parts = lazy(() => import('./PartsView'))

/** One imported tester file: wafer maps, Pareto of bins, tests with histograms, parts, header. */
export default function SetPage() {
  const id = useParam('id')
  const { t } = useTranslation('instruments')
  const set = useQueryOf('instruments.set', { id }, { topics: ['import'] })
  // Taken back while it was open: what is still in memory must not pass for what the store has.
  if (set.error?.fault.code === 'NotFound')
    return <OrDefects id={id} otherwise={<Failure error={set.error} retry={() => void set.refetch()} />} />
  return (
    <Faces of={set} rows={14}>
      {detail => <SetView key={id} detail={detail} title={t('set.title')} />}
    </Faces>
  )
}

/** Search and lists of files know a set by its id alone: one of defects has a page of its own. */
function OrDefects({ id, otherwise }: { readonly id: string; readonly otherwise: ReactNode }) {
  const set = useQueryOf('defects.set', { id })
  const { isSuccess } = set
  useEffect(() => {
    if (isSuccess) go(`/defects/${id}`, true)
  }, [id, isSuccess])
  return set.isError ? otherwise : <Loading rows={14} />
}

function SetView({ detail, title }: { readonly detail: SetDetail; readonly title: string }) {
  const { t, i18n } = useTranslation('instruments')
  const f = useFormat()
  const { summary } = detail
  const [tab, setTab] = useUrlValue('tab', 'overview')
  const facts = [
    setLine(summary),
    summary.tester,
    summary.startedAt === null ? '' : t('set.tested', { at: testerTime(summary.startedAt) }),
    t('set.figures', {
      n: f.number(summary.parts),
      good: f.number(summary.good),
      yield: f.percent(yieldOf(summary.parts, summary.good))
    })
  ]
  const exportTests = async (format: 'csv' | 'xlsx'): Promise<void> => {
    try {
      const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
      await core().save(await call('instruments.exportTests', { id: summary.id, format, language }))
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <Page
      title={summary.name}
      full
      trail={
        <>
          <Anchor component={LinkTo} to="/sets" size="sm">
            {t('sets.title')}
          </Anchor>
          {summary.caseId !== null && (
            <>
              {' · '}
              <Anchor component={LinkTo} to={`/cases/${summary.caseId}/data`} size="sm">
                {t('set.toCase')}
              </Anchor>
            </>
          )}
        </>
      }
      note={facts.filter(text => text !== '').join(' · ')}
      marks={
        detail.warnings.length > 0 && (
          <StateBadge tone="warn">{t('set.remarks', { count: detail.warnings.length })}</StateBadge>
        )
      }
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={14} />}>
                {t('set.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void exportTests('csv')}>{t('set.exportCsv')}</Menu.Item>
              <Menu.Item onClick={() => void exportTests('xlsx')}>{t('set.exportXlsx')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <OpenInWorkbench sets={[summary.id]} caseId={summary.caseId} />
        </>
      }
      bar={
        <Tabs
          label={title}
          value={tab}
          onChange={setTab}
          items={[
            { value: 'overview', label: t('set.tabs.overview') },
            { value: 'tests', label: t('set.tabs.tests'), count: summary.tests },
            { value: 'parts', label: t('set.tabs.parts'), count: summary.parts },
            { value: 'facts', label: t('set.tabs.facts') }
          ]}
        />
      }
    >
      <Suspense fallback={<Loading rows={12} />}>
        {tab === 'tests' ? (
          <Tests id={summary.id} name={summary.name} />
        ) : tab === 'parts' ? (
          <Parts detail={detail} />
        ) : tab === 'facts' ? (
          <SetFacts detail={detail} />
        ) : (
          <Overview detail={detail} />
        )}
      </Suspense>
    </Page>
  )
}
