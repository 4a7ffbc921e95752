import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { go } from '../app/navigation'
import { Failure, Loading } from '../ui/faces'
import { CasePicker } from '../ui/pickers/CasePicker'
import { toastFault } from '../ui/toasts'
import css from './evidence.module.css'
import { type Pinnable, pinOf } from './pinnable'
import { toastPinned } from './toastPinned'

/** The case something was pinned to last: the next pin most likely goes there too. */
const lastKey = 'fabcase.evidence.case'

interface Props {
  readonly seen: Promise<Pinnable>
  readonly caseId: string | null
  readonly onClose: () => void
}

/** Which case, under what title, and why it matters. */
export default function PinDialog({ seen, caseId, onClose }: Props) {
  const { t } = useTranslation('evidence')
  const [what, setWhat] = useState<Pinnable | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    let wanted = true
    seen.then(
      found => {
        if (wanted) setWhat(found)
      },
      (reason: unknown) => {
        if (wanted) setError(reason)
      }
    )
    return () => {
      wanted = false
    }
  }, [seen])
  return (
    <Modal opened onClose={onClose} title={t('pin.title')} size="lg">
      {error !== null ? (
        <Failure error={error} compact />
      ) : what === null ? (
        <Loading rows={5} />
      ) : (
        <PinForm what={what} caseId={caseId} onClose={onClose} />
      )}
    </Modal>
  )
}

function PinForm({
  what,
  caseId,
  onClose
}: {
  readonly what: Pinnable
  readonly caseId: string | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('evidence')
  const { t: common } = useTranslation('app')
  const f = useFormat()
  const [chosen, setChosen] = useState<string | null>(() => caseId ?? sessionStorage.getItem(lastKey))
  const [title, setTitle] = useState(what.title)
  const [note, setNote] = useState('')
  const pin = useCommand('evidence.pin')
  const picture = usePicture(what.png ?? null)
  const ready = chosen !== null && title.trim() !== ''
  const submit = (): void => {
    if (chosen === null || !ready || pin.isPending) return
    const input = pinOf(what, { caseId: chosen, title, note }, (shown, total) =>
      t('pin.thinned', { shown: f.number(shown), total: f.number(total) })
    )
    pin.mutate(input, {
      onSuccess: row => {
        sessionStorage.setItem(lastKey, row.caseId)
        toastPinned(t('pin.done', { title: row.title }), t('pin.look'), () => {
          go(`/cases/${row.caseId}/evidence`)
        })
        onClose()
      },
      onError: toastFault
    })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={event => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
      }}
    >
      <Stack>
        <CasePicker
          label={t('pin.case')}
          value={chosen}
          onChange={setChosen}
          autoFocus={chosen === null}
          inPopover
        />
        <TextInput
          label={t('pin.name')}
          value={title}
          maxLength={300}
          required
          data-autofocus={chosen !== null || undefined}
          onChange={event => {
            setTitle(event.currentTarget.value)
          }}
        />
        <Textarea
          label={t('pin.note')}
          description={t('pin.noteHint')}
          value={note}
          maxLength={20_000}
          autosize
          minRows={2}
          maxRows={8}
          onChange={event => {
            setNote(event.currentTarget.value)
          }}
        />
        {picture !== null && <img className={css.preview} src={picture} alt={what.title} />}
        <Text size="xs" c="dimmed">
          {what.caption}
          {what.data != null &&
            ` · ${t('pin.figures', { count: what.data.rows.length, n: f.number(what.data.rows.length) })}`}
          {what.sources.length > 0 && ` · ${t('pin.sources', { count: what.sources.length })}`}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={pin.isPending} disabled={!ready}>
            {t('pin.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** An address of bytes while they are shown. */
function usePicture(png: Uint8Array | null): string | null {
  const url = useMemo(
    () => (png === null ? null : URL.createObjectURL(new Blob([png.slice()], { type: 'image/png' }))),
    [png]
  )
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url)
    },
    [url]
  )
  return url
}
