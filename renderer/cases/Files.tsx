import { ActionIcon, Button, Group, Modal, Stack, Textarea, Tooltip } from '@mantine/core'
import type { CaseFile } from '@contract/cases'
import { IconChartHistogram, IconDownload, IconPaperclip, IconTrash, IconUpload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core, useCommand, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { useGo } from '../app/navigation'
import { useTaking } from '../app/handover/index'
import { DropZone } from '../ui/DropZone'
import { Empty, Faces } from '../ui/faces'
import type { Column } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { TimeAgo } from '../ui/TimeAgo'
import { Rests, useRests } from '../rca/evidence/Rests'
import { toastDone, toastFault } from '../ui/toasts'
import css from './Files.module.css'

/** The files of a case, kept by their content; instrument files also lead to their measurements. */
export default function Files({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation('app')
  const f = useFormat()
  const go = useGo()
  const mayImport = useMay('instruments.import')
  const mayRemove = useMay('cases.write')
  const answer = useQueryOf('cases.files', { id: caseId })
  const taking = useTaking(caseId)
  const [removing, setRemoving] = useState<CaseFile | null>(null)
  const columns = useMemo<readonly Column<CaseFile>[]>(
    () => [
      { id: 'name', title: t('files.name'), value: file => file.name, width: 260, grow: true, fixed: true },
      { id: 'format', title: t('files.format'), value: file => file.format, width: 110 },
      {
        id: 'bytes',
        title: t('files.size'),
        value: file => file.bytes,
        cell: file => f.bytes(file.bytes),
        width: 100,
        align: 'end'
      },
      {
        id: 'addedAt',
        title: t('files.added'),
        value: file => file.addedAt,
        cell: file => <TimeAgo at={file.addedAt} />,
        width: 130
      },
      { id: 'addedBy', title: t('files.by'), value: file => file.addedBy, width: 140 },
      {
        id: 'sha256',
        title: 'SHA-256',
        value: file => file.sha256,
        cell: file => <code title={file.sha256}>{file.sha256.slice(0, 12)}</code>,
        width: 130,
        hidden: true
      },
      {
        id: 'acts',
        title: '',
        value: () => '',
        sortable: false,
        fixed: true,
        width: 112,
        align: 'end',
        cell: file => (
          <Group gap={2} justify="flex-end" wrap="nowrap">
            {file.setId !== null && (
              <Tooltip label={t('files.measurements')}>
                <ActionIcon
                  aria-label={`${t('files.measurements')}: ${file.name}`}
                  onClick={() => {
                    go(`/sets/${String(file.setId)}`)
                  }}
                >
                  <IconChartHistogram size={15} />
                </ActionIcon>
              </Tooltip>
            )}
            <Tooltip label={t('files.download')}>
              <ActionIcon
                aria-label={`${t('files.download')}: ${file.name}`}
                onClick={() => {
                  download(file)
                }}
              >
                <IconDownload size={15} />
              </ActionIcon>
            </Tooltip>
            {mayRemove && (
              <Tooltip label={t('files.remove')}>
                <ActionIcon
                  aria-label={`${t('files.remove')}: ${file.name}`}
                  onClick={() => {
                    setRemoving(file)
                  }}
                >
                  <IconTrash size={15} />
                </ActionIcon>
              </Tooltip>
            )}
          </Group>
        )
      }
    ],
    [t, f, go, mayRemove]
  )
  const add = mayImport && (
    <Button variant="default" leftSection={<IconUpload size={14} />} onClick={taking.pick}>
      {t('files.add')}
    </Button>
  )
  return (
    <div className={css.files}>
      {mayImport && <DropZone taking={taking} invisible />}
      <Faces
        of={answer}
        isEmpty={data => data.files.length === 0}
        empty={<Empty icon={IconPaperclip} title={t('files.none')} hint={t('files.noneHint')} action={add} />}
      >
        {data => (
          <div className={css.grid}>
            <DataGrid
              id="cases.files"
              label={t('tabs.files')}
              columns={columns}
              rows={data.files}
              rowKey={file => file.id}
              onOpen={download}
              initialSort={{ id: 'addedAt', descending: true }}
              tools={add}
            />
          </div>
        )}
      </Faces>
      {removing !== null && (
        <RemoveFile
          caseId={caseId}
          file={removing}
          cancel={common('cancel')}
          onClose={() => {
            setRemoving(null)
          }}
        />
      )}
    </div>
  )
}

function download(file: CaseFile): void {
  call('attachments.open', { sha256: file.sha256 }).then(({ ticket }) => {
    core().download(ticket, file.name)
  }, toastFault)
}

interface RemoveProps {
  readonly caseId: string
  readonly file: CaseFile
  readonly cancel: string
  readonly onClose: () => void
}

function RemoveFile({ caseId, file, cancel, onClose }: RemoveProps) {
  const { t } = useTranslation('cases')
  const [reason, setReason] = useState('')
  const remove = useCommand('cases.removeFile')
  const rests = useRests(caseId, file.id)
  return (
    <Modal opened onClose={onClose} title={t('files.removeTitle', { name: file.name })}>
      <form
        onSubmit={event => {
          event.preventDefault()
          remove.mutate(
            { fileId: file.id, reason: reason.trim() },
            {
              onSuccess: () => {
                toastDone(t('files.removed', { name: file.name }))
                onClose()
              },
              onError: toastFault
            }
          )
        }}
      >
        <Stack>
          <Rests on={rests} />
          <Textarea
            label={t('files.reason')}
            description={t('files.reasonHint')}
            required
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={event => {
              setReason(event.currentTarget.value)
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {cancel}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={remove.isPending}
              disabled={reason.trim() === '' || rests.length > 0}
            >
              {t('files.remove')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
