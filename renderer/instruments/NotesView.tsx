import type { Output } from '@contract/index'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { Empty } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { Section } from '../ui/Page'
import css from './instruments.module.css'
import { PartDrawer } from './PartDrawer'

type Note = Output<'instruments.notes'>['notes'][number]
type Pin = Output<'instruments.pins'>['pins'][number]

/** Texts a test program wrote and generic data, searched as one types; a part's text opens the part. */
export function NoteList({ set }: { readonly set: string }) {
  const { t } = useTranslation('instruments')
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<number | null>(null)
  const input = useMemo(() => ({ id: set, text }), [set, text])
  const source = useWindowOf('instruments.notes', input, output => ({
    total: output.total,
    rows: output.notes
  }))
  const columns = useMemo(
    (): readonly Column<Note>[] => [
      { id: 'record', title: t('columns.recordType'), width: 80, value: row => row.record, fixed: true },
      {
        id: 'part',
        title: t('notes.part'),
        width: 120,
        value: row => row.part,
        cell: row =>
          row.part === null ? '' : row.partId === '' ? t('part.title', { number: row.part + 1 }) : row.partId
      },
      { id: 'text', title: t('notes.text'), grow: true, value: row => row.text }
    ],
    [t]
  )
  // A file without any text has no list of them.
  if (text === '' && source.total === 0) return null
  return (
    <Section title={t('notes.title')}>
      <div className={css.list}>
        <DataGrid
          id="instruments.notes"
          label={t('notes.title')}
          columns={columns}
          source={source}
          rowKey={row => String(row.index)}
          onFilter={setText}
          filterPlaceholder={t('notes.filter')}
          onOpen={row => {
            if (row.part !== null) setOpened(row.part)
          }}
          empty={<Empty title={t('notes.empty')} compact />}
          compact
        />
      </div>
      <PartDrawer
        set={set}
        part={opened}
        onClose={() => {
          setOpened(null)
        }}
      />
    </Section>
  )
}

/** Pins as the file describes them, with their tester channels. */
export function PinList({ set }: { readonly set: string }) {
  const { t } = useTranslation('instruments')
  const found = useQueryOf('instruments.pins', { id: set })
  const columns = useMemo(
    (): readonly Column<Pin>[] => [
      { id: 'pmr', title: t('pins.index'), width: 80, align: 'end', value: row => row.pmr, fixed: true },
      { id: 'logical', title: t('pins.logical'), grow: true, value: row => row.logical },
      { id: 'physical', title: t('pins.physical'), width: 140, value: row => row.physical },
      { id: 'channel', title: t('pins.channel'), width: 120, value: row => row.channel },
      { id: 'head', title: t('pins.head'), width: 70, align: 'end', value: row => row.head },
      { id: 'site', title: t('parts.site'), width: 70, align: 'end', value: row => row.site }
    ],
    [t]
  )
  const pins = found.data?.pins ?? []
  if (pins.length === 0) return null
  return (
    <Section title={t('pins.title')}>
      <div className={css.list}>
        <DataGrid
          id="instruments.pins"
          label={t('pins.title')}
          columns={columns}
          rows={pins}
          rowKey={row => `${String(row.pmr)}.${String(row.head)}.${String(row.site)}`}
          compact
        />
      </div>
    </Section>
  )
}
