import { ActionIcon, Anchor, Button, Group, Menu, Tooltip } from '@mantine/core'
import { IconChevronDown, IconDownload, IconExternalLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { go, LinkTo } from '../app/navigation'
import { Proves } from '../rca/evidence/Proves'
import { CopyButton } from '../ui/CopyButton'
import { exportName, toCsv } from '../ui/csv'
import { Faces } from '../ui/faces'
import { DataGrid } from '../ui/grid/DataGrid'
import type { Column } from '../ui/grid/columns'
import { toastFault } from '../ui/toasts'
import { EditPiece } from './EditPiece'
import css from './evidence.module.css'
import type { Kept } from './kept'
import { PutBack } from './PutBack'
import { RemovePiece } from './RemovePiece'
import { Since } from './Since'
import { usePicture } from './usePicture'

/** One piece in full: picture, figures and sources as of then, beside the way to the live view. */
export function Piece({ id }: { readonly id: string; readonly version: number }) {
  const piece = useQueryOf('evidence.get', { id }, { keep: true })
  return (
    <div className={css.piece}>
      <Faces of={piece} rows={14}>
        {data => <Shown piece={data} />}
      </Faces>
    </div>
  )
}

function Shown({ piece }: { readonly piece: Kept }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const mayWrite = useMay('records.write')
  const [editing, setEditing] = useState(false)
  const [removing, setRemoving] = useState(false)
  const picture = usePicture(piece.pictureSha256 === null ? null : piece.id)
  const live = liveLink(piece)
  return (
    <>
      <header className={css.pieceHead}>
        <div>
          <h2 className={css.pieceTitle}>{piece.title}</h2>
          <div className={css.quiet}>{t('piece.by', { at: f.dateTime(piece.asOf), by: piece.pinnedBy })}</div>
        </div>
        <Group gap={6} wrap="nowrap">
          {live !== '' && (
            <Button
              leftSection={<IconExternalLink size={14} />}
              onClick={() => {
                go(live)
              }}
            >
              {t('piece.live')}
            </Button>
          )}
          <SaveMenu piece={piece} />
          {mayWrite && piece.removedAt === null && (
            <>
              <Tooltip label={t('piece.edit')}>
                <ActionIcon
                  aria-label={t('piece.edit')}
                  onClick={() => {
                    setEditing(true)
                  }}
                >
                  <IconPencil size={15} />
                </ActionIcon>
              </Tooltip>
              <Tooltip label={t('piece.remove')}>
                <ActionIcon
                  aria-label={t('piece.remove')}
                  onClick={() => {
                    setRemoving(true)
                  }}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </Tooltip>
            </>
          )}
        </Group>
      </header>
      <PutBack piece={piece} />
      {piece.note !== '' && <p className={css.note}>{piece.note}</p>}
      <Proves caseId={piece.caseId} evidenceId={piece.id} />
      <Since piece={piece} />
      {picture !== null && <img className={css.picture} src={picture} alt={piece.title} />}
      <p className={css.quiet}>{piece.caption}</p>
      {piece.table !== null && piece.table.rows.length > 0 && <Table piece={piece} table={piece.table} />}
      {piece.sources.length > 0 && <Sources sources={piece.sources} />}
      {editing && (
        <EditPiece
          piece={piece}
          onClose={() => {
            setEditing(false)
          }}
        />
      )}
      {removing && (
        <RemovePiece
          piece={piece}
          onClose={() => {
            setRemoving(false)
          }}
        />
      )}
    </>
  )
}

/** Where the piece opens live: by its own view where there is one, for an address may be too long to be kept. */
function liveLink(piece: Kept): string {
  if (piece.link.startsWith('/data') || (piece.link === '' && piece.view !== null))
    return `/data?evidence=.${piece.id}`
  return piece.link
}

function SaveMenu({ piece }: { readonly piece: Kept }) {
  const { t } = useTranslation('evidence')
  const save = (form: 'png' | 'svg'): void => {
    call('evidence.picture', { id: piece.id, form }).then(
      file =>
        core().save({
          name: exportName(piece.title, form),
          mime: form === 'png' ? 'image/png' : 'image/svg+xml',
          bytes: file.bytes
        }),
      toastFault
    )
  }
  const { table } = piece
  return (
    <>
      <CopyButton text={() => asText(piece)} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconDownload size={14} />}
            rightSection={<IconChevronDown size={12} />}
          >
            {t('piece.save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {piece.pictureSha256 !== null && (
            <Menu.Item
              onClick={() => {
                save('png')
              }}
            >
              {t('charts:png')}
            </Menu.Item>
          )}
          {piece.vectorSha256 !== null && (
            <Menu.Item
              onClick={() => {
                save('svg')
              }}
            >
              {t('charts:svg')}
            </Menu.Item>
          )}
          {table !== null && (
            <Menu.Item
              onClick={() => {
                core()
                  .save({
                    name: exportName(piece.title, 'csv'),
                    mime: 'text/csv;charset=utf-8',
                    bytes: toCsv(table.header, table.rows)
                  })
                  .catch(toastFault)
              }}
            >
              {t('charts:csv')}
            </Menu.Item>
          )}
          <Menu.Item
            onClick={() => {
              core()
                .save({
                  name: exportName(piece.title, 'txt'),
                  mime: 'text/plain;charset=utf-8',
                  bytes: new TextEncoder().encode(asText(piece))
                })
                .catch(toastFault)
            }}
          >
            {t('piece.saveText')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

/** The piece as text: for a message, a report. */
function asText(piece: Kept): string {
  return [
    piece.title,
    piece.note,
    piece.caption,
    ...piece.sources.map(source => `${source.name}  SHA-256 ${source.sha256}`),
    '',
    ...(piece.table === null
      ? []
      : [piece.table.header, ...piece.table.rows].map(row => row.map(value => value ?? '').join('\t')))
  ]
    .filter((text, i) => text !== '' || i > 2)
    .join('\n')
}

type Row = { readonly at: number; readonly cells: readonly (string | number | null)[] }

function Table({ piece, table }: { readonly piece: Kept; readonly table: NonNullable<Kept['table']> }) {
  const { t } = useTranslation('evidence')
  const f = useFormat()
  const rows = useMemo(() => table.rows.map((cells, at): Row => ({ at, cells })), [table])
  const columns = useMemo(
    (): readonly Column<Row>[] =>
      table.header.map((title, i) => {
        const number = table.rows.every(row => row[i] === null || typeof row[i] === 'number')
        return {
          id: String(i),
          title,
          width: number ? 104 : 150,
          ...(i === 0 ? { fixed: true } : {}),
          ...(number ? { align: 'end' as const } : {}),
          value: row => row.cells[i],
          cell: row => {
            const value = row.cells[i]
            if (typeof value !== 'number') return value ?? ''
            // A bin or a test number is a name: no marks between its thousands.
            return Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : f.significant(value, 6)
          }
        }
      }),
    [table, f]
  )
  return (
    <div className={css.table} style={{ height: Math.min(340, 86 + rows.length * 26) }}>
      <DataGrid
        id={`evidence.${piece.kind}`}
        label={t('piece.figures')}
        fileName={piece.title}
        columns={columns}
        rows={rows}
        rowKey={row => String(row.at)}
        compact
      />
    </div>
  )
}

function Sources({ sources }: { readonly sources: Kept['sources'] }) {
  const { t } = useTranslation('evidence')
  return (
    <section aria-label={t('piece.sources')}>
      <h3 className={css.small}>{t('piece.sources')}</h3>
      <ul className={css.sources}>
        {sources.map((source, i) => (
          <li key={i}>
            {source.setId === null ? (
              source.name
            ) : (
              <Anchor component={LinkTo} to={`/sets/${source.setId}`} size="sm">
                {source.name}
              </Anchor>
            )}{' '}
            <code>{source.sha256}</code> <CopyButton text={source.sha256} />
          </li>
        ))}
      </ul>
    </section>
  )
}
