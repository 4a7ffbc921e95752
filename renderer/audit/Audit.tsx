import type { AuditRowOut } from '@contract/audit'
import { Button, Menu } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { Column } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { Page } from '../ui/Page'
import { RefText } from '../ui/refs/RefText'
import { SplitPane } from '../ui/SplitPane'
import { toastDone, toastFault } from '../ui/toasts'
import css from './audit.module.css'
import { BrokenChain, ChainState, VerifyButton } from './Chain'
import { EntryPane } from './Entry'
import { askOf, type TrailFilter } from './filter'
import { Filters } from './Filters'
import { useNames } from './names'
import { useTrail } from './useTrail'
import { nameOf, recordOf, valuesOf } from './values'

function useFilter(): [TrailFilter, (patch: Partial<TrailFilter>) => void] {
  const [text, setText] = useUrlValue('q', '')
  const [action, setAction] = useUrlValue('action', '')
  const [entity, setEntity] = useUrlValue('entity', '')
  const [actorId, setActorId] = useUrlValue('by', '')
  const [from, setFrom] = useUrlValue('from', '')
  const [until, setUntil] = useUrlValue('until', '')
  const set = (patch: Partial<TrailFilter>): void => {
    if (patch.text !== undefined) setText(patch.text)
    if (patch.action !== undefined) setAction(patch.action)
    if (patch.entity !== undefined) setEntity(patch.entity)
    if (patch.actorId !== undefined) setActorId(patch.actorId)
    if (patch.from !== undefined) setFrom(patch.from)
    if (patch.until !== undefined) setUntil(patch.until)
  }
  return [{ text, action, entity, actorId, from, until }, set]
}

/** The audit trail: newest first, each entry with what it was before and what it became. */
export default function Audit() {
  const { t } = useTranslation('audit')
  const f = useFormat()
  const [filter, setFilter] = useFilter()
  const [open, setOpen] = useUrlValue('entry', '')
  const [text] = useDebouncedValue(filter.text, 200)
  const ask = askOf({ ...filter, text }, ms => f.dateTime(ms))
  const trail = useTrail(ask)
  const columns = useColumns()
  const close = (): void => {
    setOpen('')
  }
  useShortcut('Escape', t('close'), close, { enabled: open !== '' })
  const seq = /^\d{1,15}$/.test(open) ? Number(open) : null
  const save = (format: 'csv' | 'json'): void => {
    call('audit.export', { ...ask, format })
      .then(file => core().save(file))
      .then(name => {
        if (name !== null) toastDone(t('exported', { name }))
      })
      .catch(toastFault)
  }
  return (
    <Page
      title={t('title')}
      marks={<ChainState />}
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" leftSection={<IconDownload size={14} />}>
                {t('export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                onClick={() => {
                  save('csv')
                }}
              >
                {t('exportCsv')}
              </Menu.Item>
              <Menu.Item
                onClick={() => {
                  save('json')
                }}
              >
                {t('exportJson')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <VerifyButton />
        </>
      }
      full
    >
      <BrokenChain
        onShow={bad => {
          setOpen(String(bad))
        }}
      />
      <Filters filter={filter} onChange={setFilter} trail={trail} />
      <div className={css.panes}>
        <SplitPane
          id="audit"
          initial={640}
          min={320}
          max={1400}
          first={
            <DataGrid
              id="audit"
              label={t('title')}
              columns={columns}
              source={trail.source}
              rowKey={row => String(row.seq)}
              noFilter
              openOnClick
              onOpen={row => {
                setOpen(String(row.seq))
              }}
              onActive={row => {
                if (open !== '') setOpen(String(row.seq))
              }}
              empty={<Empty icon={IconListSearch} title={t('none')} hint={t('noneHint')} />}
            />
          }
          second={
            seq === null ? null : (
              <EntryPane key={seq} seq={seq} row={trail.rows.find(row => row.seq === seq)} onClose={close} />
            )
          }
        />
      </div>
    </Page>
  )
}

function useColumns(): readonly Column<AuditRowOut>[] {
  const { t } = useTranslation('audit')
  const f = useFormat()
  const names = useNames()
  const plain = { sortable: false }
  return [
    { ...plain, id: 'seq', title: t('seq'), value: row => row.seq, align: 'end', width: 62, fixed: true },
    { ...plain, id: 'at', title: t('at'), value: row => f.dateTime(row.at, true), width: 162 },
    {
      ...plain,
      id: 'who',
      title: t('who'),
      value: row => (row.actorName === '' ? t('system') : row.actorName),
      width: 96
    },
    { ...plain, id: 'what', title: t('what'), value: row => names.action(row.action), width: 160 },
    {
      ...plain,
      id: 'which',
      title: t('which'),
      value: row => row.entityId,
      cell: row => <Which row={row} />,
      width: 160,
      grow: true
    },
    { ...plain, id: 'reason', title: t('reason'), value: row => row.reason, width: 160, hidden: true },
    { ...plain, id: 'station', title: t('station'), value: row => row.station, width: 140, hidden: true }
  ]
}

function Which({ row }: { readonly row: AuditRowOut }) {
  const names = useNames()
  const told = nameOf(valuesOf(row.before), valuesOf(row.after))
  const record = recordOf(row.entity, row.entityId)
  // An entering tells all; a change tells its new words only, so the name comes with the record.
  if (record !== null && row.before !== null && row.after !== null) {
    return (
      <span className={css.which}>
        <RefText of={record} />
      </span>
    )
  }
  return told === '' ? (
    <span className={css.quiet}>{names.entity(row.entity)}</span>
  ) : (
    <span className={css.which} title={told}>
      {told}
    </span>
  )
}
