import { type DiagramKind, diagramKinds } from '@contract/diagram/kinds'
import type { DiagramRow } from '@contract/rca'
import { Button } from '@mantine/core'
import { IconTopologyStar3 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { LinkTo, useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { Column } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { Page } from '../ui/Page'
import { Tabs } from '../ui/Tabs'
import { Begin } from './Begin'
import { kindIcons } from './kinds'
import { NewDiagram } from './NewDiagram'
import { NewMenu } from './NewMenu'
import css from './rca.module.css'
import { useRemoval } from './useRemoval'

/** `/studio`: every diagram of the store, by kind; the site's own templates as a tab of their own. */
export default function Studio() {
  const { t } = useTranslation('studio')
  const f = useFormat()
  const go = useGo()
  const mayWrite = useMay('records.write')
  const [tab, setTab] = useUrlValue('kind', 'all')
  const [text, setText] = useUrlValue('q', '')
  const [making, setMaking] = useUrlValue('new', '')
  const kind = diagramKinds.find(known => known === tab) ?? null
  const templates = tab === 'templates'
  const input = useMemo(() => ({ kind, text, templates, caseId: null }), [kind, text, templates])
  const source = useWindowOf('rca.list', input, output => output, { topics: ['diagram'] })
  const remove = useRemoval()
  const columns = useMemo(
    (): readonly Column<DiagramRow>[] => [
      {
        id: 'kind',
        title: t('columns.kind'),
        width: 120,
        least: 34,
        value: row => t(`rca:kinds.${row.kind}`),
        cell: row => <KindCell kind={row.kind} />
      },
      {
        id: 'title',
        title: t('columns.title'),
        width: 240,
        grow: true,
        fixed: true,
        value: row => row.title
      },
      {
        id: 'case',
        title: t('columns.case'),
        width: 250,
        least: 110,
        value: row => `${row.caseNumber} ${row.caseTitle}`.trim(),
        cell: row =>
          row.caseId === null ? (
            <span className={css.quiet}>{t('noCase')}</span>
          ) : (
            <LinkTo
              to={`/cases/${row.caseId}/studio?diagram=${row.id}`}
              className={css.link}
              title={row.caseTitle}
              onClick={event => {
                event.stopPropagation()
              }}
            >
              {row.caseNumber} {row.caseTitle}
            </LinkTo>
          )
      },
      { id: 'nodes', title: t('columns.nodes'), width: 80, align: 'end', value: row => row.nodes },
      {
        id: 'verified',
        title: t('columns.verified'),
        width: 120,
        align: 'end',
        value: row => row.verified,
        cell: row => (row.verified === 0 ? '' : f.number(row.verified))
      },
      { id: 'by', title: t('columns.by'), width: 130, value: row => row.updatedBy },
      { id: 'at', title: t('columns.at'), width: 140, value: row => f.dateTime(row.updatedAt) }
    ],
    [t, f]
  )
  useShortcut(
    'n',
    t('newDiagram'),
    () => {
      setMaking(kind ?? 'fishbone')
    },
    { enabled: mayWrite }
  )
  useShortcut('Delete', t('remove'), null, { group: 'app:keys.list', enabled: mayWrite })
  const begin = text === '' && (
    <Begin templates={templates} kind={kind} mayWrite={mayWrite} onNew={setMaking} />
  )
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={mayWrite && <NewMenu onNew={setMaking} />}
      bar={
        <Tabs
          label={t('columns.kind')}
          value={kind ?? (templates ? 'templates' : 'all')}
          onChange={setTab}
          items={[
            { value: 'all', label: t('all') },
            ...diagramKinds.map(value => ({ value, label: t(`rca:kinds.${value}`) })),
            { value: 'templates', label: t('templates.tab') }
          ]}
        />
      }
      full
    >
      <DataGrid
        id="rca.list"
        label={t('title')}
        columns={columns}
        source={source}
        rowKey={row => row.id}
        onOpen={row => {
          go(`/studio/${row.id}`)
        }}
        openOnClick
        onRowKey={(event, row) => {
          if (event.key !== 'Delete' || !mayWrite) return
          event.preventDefault()
          remove(row)
        }}
        filter={text}
        onFilter={setText}
        filterPlaceholder={t('filter')}
        empty={
          begin === false ? (
            <Empty
              icon={IconTopologyStar3}
              title={t('nothing', { text })}
              compact
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setText('')
                  }}
                >
                  {t('clear')}
                </Button>
              }
            />
          ) : (
            begin
          )
        }
      />
      {making !== '' && mayWrite && (
        <NewDiagram
          kind={diagramKinds.find(known => known === making) ?? 'fishbone'}
          caseId={null}
          onClose={() => {
            setMaking('')
          }}
          onMade={id => {
            go(`/studio/${id}`)
          }}
        />
      )}
    </Page>
  )
}

function KindCell({ kind }: { readonly kind: DiagramKind }) {
  const { t } = useTranslation('rca')
  const Sign = kindIcons[kind]
  return (
    <span className={css.kind}>
      <Sign size={15} stroke={1.6} />
      {t(`kinds.${kind}`)}
    </span>
  )
}
