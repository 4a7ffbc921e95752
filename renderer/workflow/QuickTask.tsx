import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { useMe } from '../app/me'
import { useShortcut } from '../app/shortcuts'
import { DayInput } from '../ui/DayInput'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { toastDone, toastFault } from '../ui/toasts'
import css from './QuickTask.module.css'

interface Props {
  /** Case the task belongs to; null for one of one's own. */
  readonly caseId: string | null
}

/** A line that adds tasks: words, perhaps a day and somebody, Enter; then the next. */
export function QuickTask({ caseId }: Props) {
  const { t } = useTranslation('workflow')
  const me = useMe()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(me.id)
  const box = useRef<HTMLInputElement>(null)
  const add = useCommand('tasks.add')
  useShortcut('a', t('add'), () => box.current?.focus())
  const submit = (): void => {
    const words = title.trim()
    if (words === '' || add.isPending) return
    add.mutate(
      { title: words, caseId, due, ownerId: owner },
      {
        onSuccess: () => {
          setTitle('')
          setDue(null)
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
