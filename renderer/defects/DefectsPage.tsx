import { Anchor, Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo, useParam, useUrlValue } from '../app/navigation'
import { testerTime } from '../instruments/words'
import { Faces, Failure, Loading } from '../ui/faces'
import { Page } from '../ui/Page'
import { StateBadge } from '../ui/StateBadge'
import { Tabs } from '../ui/Tabs'
import { toastFault } from '../ui/toasts'
import css from './defects.module.css'
import { type DefectSet, type Desk, DeskContext, waferLabel } from './desk'
import { readFilter, writeFilter } from './filter'
import { FilterBar } from './FilterBar'
import { useFilterWords } from './words'

const tabs = {
  map: lazy(() => import('./MapTab')),
  pareto: lazy(() => import('./ParetoTab')),
  repeaters: lazy(() => import('./RepeatersTab')),
  overlay: lazy(() => import('./OverlayTab')),
  images: lazy(() => import('./ImagesTab')),
  table: lazy(() => import('./TableTab')),
  facts: lazy(() => import('./FactsTab'))
} as const

const DefectDrawer = lazy(() => import('./DefectDrawer'))

/** One imported file of an inspection tool: map, Pareto, repeaters, defects over bins, images, list, facts. */
export default function DefectsPage() {
  const { t } = useTranslation('defects')
  const id = useParam('id')
  const set = useQueryOf('defects.set', { id }, { topics: ['import', 'set'] })
  // Taken back while it was open: what is still in memory must not pass for what the store has.
  if (set.error?.fault.code === 'NotFound')
    return (
      <Page title={t('page.title')}>
        <Failure error={set.error} retry={() => void set.refetch()} />
      </Page>
    )
  return (
    <Faces of={set} rows={14}>
      {found => <Shown key={id} set={found} />}
    </Faces>
  )
}

function Shown({ set }: { readonly set: DefectSet }) {
  const { t, i18n } = useTranslation('defects')
  const f = useFormat()
  const { summary } = set
  const [tab, setTab] = useUrlValue('tab', 'map')
  const [filterText, setFilterText] = useUrlValue('f', '')
  const [lit, setLit] = useState<Desk['lit']>(null)
  const [opened, setOpened] = useState<{ readonly wafer: number; readonly row: number } | null>(null)
  const filter = useMemo(() => readFilter(filterText), [filterText])
  const names = useMemo(() => new Map(set.classes.map(one => [one.number, one.name])), [set])
  const wafers = useMemo(() => new Map(set.wafers.map(one => [one.index, one])), [set])
  const className = (number: number | null): string =>
    number === null ? t('none.class') : `${number} ${names.get(number) ?? ''}`.trim()
  const waferName = (index: number): string => waferLabel(set, wafers.get(index))
  const length = (micrometres: number | null): string =>
    micrometres === null ? '—' : `${f.number(micrometres, { maximumSignificantDigits: 5 })} µm`
  const words = useFilterWords(filter, { className, waferName, length })
  const desk: Desk = {
    set,
    id: summary.id,
    filter,
    setFilter: next => {
      setLit(null)
      setFilterText(writeFilter(next))
    },
    className,
    waferName,
    length,
    open: setOpened,
    lit,
    setLit,
    words: words.length === 0 ? t('filter.none') : words.map(word => word.text).join(' · ')
  }
  const exportAll = async (format: 'csv' | 'xlsx'): Promise<void> => {
    try {
      const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en'
      await core().save(await call('defects.export', { id: summary.id, filter, format, language }))
    } catch (error) {
      toastFault(error)
    }
  }
  const name = Object.hasOwn(tabs, tab) ? (tab as keyof typeof tabs) : 'map'
  const Tab = tabs[name]
  const images = set.wafers.reduce((sum, wafer) => sum + wafer.images, 0)
  return (
    <DeskContext.Provider value={desk}>
      <Page
        title={summary.name}
        full
        trail={
          <>
            <Anchor component={LinkTo} to="/sets" size="sm">
              {t('page.sets')}
            </Anchor>
            {summary.caseId !== null && (
              <>
                {' · '}
                <Anchor component={LinkTo} to={`/cases/${summary.caseId}/data`} size="sm">
                  {t('page.case')}
                </Anchor>
              </>
            )}
          </>
        }
        note={[
          summary.lot,
          summary.product,
          set.lots[0]?.step ?? '',
          summary.tester,
          summary.startedAt === null ? '' : t('page.inspected', { at: testerTime(summary.startedAt) }),
          t('page.figures', { wafers: summary.wafers, defects: summary.defects })
        ]
          .filter(text => text !== '')
          .join(' · ')}
        marks={
          set.warnings.length > 0 && (
            <StateBadge tone="warn">{t('page.remarks', { count: set.warnings.length })}</StateBadge>
          )
        }
        actions={
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={14} />}>
                {t('page.export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void exportAll('csv')}>{t('page.exportCsv')}</Menu.Item>
              <Menu.Item onClick={() => void exportAll('xlsx')}>{t('page.exportXlsx')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        }
        bar={
          <>
            <Tabs
              label={t('page.title')}
              value={name}
              onChange={setTab}
              items={[
                { value: 'map', label: t('tabs.map') },
                { value: 'pareto', label: t('tabs.pareto') },
                { value: 'repeaters', label: t('tabs.repeaters') },
                { value: 'overlay', label: t('tabs.overlay') },
                { value: 'images', label: t('tabs.images'), count: images === 0 ? undefined : images },
                { value: 'table', label: t('tabs.table'), count: summary.defects },
                { value: 'facts', label: t('tabs.facts') }
              ]}
            />
            {name !== 'facts' && <FilterBar words={words} />}
          </>
        }
      >
        <div className={css.tab}>
          <Suspense fallback={<Loading rows={12} />}>
            <Tab />
          </Suspense>
        </div>
        {opened !== null && (
          <Suspense fallback={null}>
            <DefectDrawer
              defect={opened}
              onClose={() => {
                setOpened(null)
              }}
            />
          </Suspense>
        )}
      </Page>
    </DeskContext.Provider>
  )
}
