import { ownModel, type EventModel, type SharedModel } from '@contract/diagram/faultTree'
import type { Output } from '@contract/index'
import { Button, Group, Modal, Stack, TextInput, Textarea } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../../../app/client/index'
import { useFormat } from '../../../app/i18n/useFormat'
import { useMay } from '../../../app/me'
import { DataGrid } from '../../../ui/grid/DataGrid'
import type { Column } from '../../../ui/grid/columns'
import { toastFault } from '../../../ui/toasts'
import { ModelEditor } from '../panels/ModelEditor'
import css from '../panels/panels.module.css'
import { sharedText } from './sharedText'

type Row = Output<'faultModels.list'>['rows'][number]

interface Draft {
  readonly id: string | null
  readonly version: number
  readonly name: string
  readonly note: string
  readonly model: EventModel
}

const blank: Draft = {
  id: null,
  version: 0,
  name: '',
  note: '',
  model: { kind: 'exponential', rate: 1e-6, time: null }
}

interface Props {
  readonly onClose: () => void
  /** Given, a model can be taken for an event. */
  readonly onPick?: (id: string, model: SharedModel) => void
}

/** The site's failure models: kept once, followed by the events of many trees. */
export function ModelLibrary({ onClose, onPick }: Props) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const may = useMay('records.write')
  const found = useQueryOf('faultModels.list', { limit: 1000 }, { topics: ['fault_model'] })
  const [draft, setDraft] = useState<Draft | null>(null)
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      { id: 'name', title: t('library.name'), value: row => row.name, width: 200 },
      { id: 'model', title: t('model.title'), value: row => sharedText(row.model, t), grow: true },
      { id: 'note', title: t('note'), value: row => row.note, width: 160 },
      { id: 'at', title: t('library.changed'), value: row => f.dateTime(row.updatedAt), width: 130 },
      { id: 'by', title: t('library.by'), value: row => row.updatedBy, width: 110 }
    ],
    [t, f]
  )
  return (
    <Modal opened onClose={onClose} title={t('library.title')} size={900}>
      <Stack gap="sm">
        <p className={css.says}>{t('library.says')}</p>
        <div className={css.libraryGrid}>
          <DataGrid
            id="faultTree.library"
            label={t('library.title')}
            columns={columns}
            rows={found.data?.rows ?? []}
            rowKey={row => row.id}
            openOnClick
            onOpen={row => {
              setDraft({ ...row, model: row.model })
            }}
            compact
          />
        </div>
        {draft === null ? (
          may && (
            <Button
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => {
                setDraft(blank)
              }}
            >
              {t('library.add')}
            </Button>
          )
        ) : (
          <OneModel
            key={draft.id ?? ''}
            draft={draft}
            may={may}
            onDone={made => {
              setDraft(null)
              if (made !== null && onPick !== undefined) onPick(made.id, made.model)
              if (made !== null && onPick !== undefined) onClose()
            }}
            picks={onPick !== undefined}
            onSaved={() => {
              setDraft(null)
            }}
          />
        )}
      </Stack>
    </Modal>
  )
}

interface OneProps {
  readonly draft: Draft
  readonly may: boolean
  readonly picks: boolean
  readonly onDone: (made: { readonly id: string; readonly model: SharedModel } | null) => void
  readonly onSaved: () => void
}

function OneModel({ draft: from, may, picks, onDone, onSaved }: OneProps) {
  const { t } = useTranslation('faultTree')
  const [draft, setDraft] = useState(from)
  const add = useCommand('faultModels.add')
  const update = useCommand('faultModels.update')
  const remove = useCommand('faultModels.remove')
  const parsed = ownModel.safeParse(draft.model)
  const { id, version, name, note } = draft
  const save = (): void => {
    if (!parsed.success) return
    const fields = { name, note, model: parsed.data }
    if (id === null) add.mutate(fields, { onSuccess: onSaved, onError: toastFault })
    else update.mutate({ id, version, patch: fields }, { onSuccess: onSaved, onError: toastFault })
  }
  return (
    <div className={css.libraryOne}>
      <div className={css.pair}>
        <TextInput
          label={t('library.name')}
          value={name}
          disabled={!may}
          data-autofocus
          onChange={event => {
            setDraft({ ...draft, name: event.currentTarget.value })
          }}
        />
        <Textarea
          label={t('note')}
          value={note}
          autosize
          minRows={1}
          maxRows={4}
          disabled={!may}
          onChange={event => {
            setDraft({ ...draft, note: event.currentTarget.value })
          }}
        />
      </div>
      <ModelEditor
        model={draft.model}
        parameters={[]}
        own
        disabled={!may}
        onChange={model => {
          setDraft({ ...draft, model })
        }}
      />
      {!parsed.success && <p className={css.warn}>{t('library.wrong')}</p>}
      <Group gap="xs">
        {may && (
          <Button
            disabled={!parsed.success || name.trim() === ''}
            loading={add.isPending || update.isPending}
            onClick={save}
          >
            {t('library.save')}
          </Button>
        )}
        {picks && id !== null && parsed.success && (
          <Button
            variant="default"
            onClick={() => {
              onDone({ id, model: parsed.data })
            }}
          >
            {t('library.use')}
          </Button>
        )}
        <Button variant="subtle" onClick={onSaved}>
          {t('app:cancel')}
        </Button>
        {may && id !== null && (
          <Button
            variant="subtle"
            color="red"
            ml="auto"
            leftSection={<IconTrash size={14} />}
            onClick={() => {
              remove.mutate({ id, version }, { onSuccess: onSaved, onError: toastFault })
            }}
          >
            {t('library.remove')}
          </Button>
        )}
      </Group>
    </div>
  )
}
