import { Button, Select, TextInput } from '@mantine/core'
import { actionKinds } from '@contract/capa'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useShortcut } from '../app/shortcuts'
import { DayInput } from '../ui/DayInput'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { toastDone, toastFault } from '../ui/toasts'
import type { ActionKind } from './phases'
import css from './QuickAction.module.css'

interface Props {
  readonly caseId: string
  readonly kind: ActionKind
  readonly onKind: (kind: ActionKind) => void
  /** A kind that was asked for (by a link): the cursor goes into the box. */
  readonly asked: string
}

/** A line that adds actions: what for, words, perhaps somebody and a day, Enter. */
export function QuickAction({ caseId, kind, onKind, asked }: Props) {
  const { t } = useTranslation('capa')
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(null)
  const box = useRef<HTMLInputElement>(null)
  const add = useCommand('actions.add')
  useEffect(() => {
    if (asked !== '') box.current?.focus()
  }, [asked])
  useShortcut('a', t('add'), () => box.current?.focus())
  const submit = (): void => {
    const words = title.trim()
    if (words === '' || add.isPending) return
    add.mutate(
      { title: words, caseId, kind, due, ownerId: owner },
      {
        onSuccess: () => {
          setTitle('')
          setDue(null)
          setOwner(null)
          box.current?.focus()
          toastDone(t('added', { title: words }))
        },
        onError: toastFault
      }
    )
  }
  return (
    <form
      className={css.form}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Select
        className={css.kind}
        aria-label={t('kind')}
        allowDeselect={false}
        data={actionKinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
        value={kind}
        onChange={next => {
          const known = actionKinds.find(value => value === next)
          if (known !== undefined) onKind(known)
        }}
      />
      <TextInput
        ref={box}
        className={css.title}
        aria-label={t('add')}
        placeholder={t('addHint')}
        leftSection={<IconPlus size={14} />}
        value={title}
        maxLength={300}
        onChange={event => {
          setTitle(event.currentTarget.value)
        }}
      />
      <div className={css.due}>
        <DayInput aria-label={t('due')} value={due} onChange={setDue} />
      </div>
      <div className={css.owner}>
        <PersonPicker aria-label={t('owner')} placeholder={t('noOwner')} value={owner} onChange={setOwner} />
      </div>
      <Button type="submit" variant="default" disabled={title.trim() === ''} loading={add.isPending}>
        {t('addVerb')}
      </Button>
    </form>
  )
}
