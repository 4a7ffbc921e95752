import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../../app/shortcuts'
import { DayInput } from '../DayInput'
import { PersonPicker } from '../pickers/PersonPicker'
import { toastDone, toastFault } from '../toasts'
import { useInTurn } from '../useInTurn'
import css from './quick.module.css'

/** What a line that adds says; what it is for is the caller's. */
export interface QuickLine {
  readonly title: string
  readonly due: string | null
  readonly ownerId: string | null
}

interface Props {
  /** Namespace with the texts add, addHint, addVerb, added, due, owner, noOwner. */
  readonly texts: 'workflow' | 'capa'
  readonly add: (line: QuickLine) => Promise<unknown>
  /** Who owns a new line until somebody else is chosen. */
  readonly owner: string | null
  /** Keep who was chosen for the next line. */
  readonly keepOwner?: boolean
  /** Controls before the words. */
  readonly lead?: ReactNode
  /** When it changes to a word, the cursor goes into the box. */
  readonly asked?: string
}

/** A line that adds to a list: words, perhaps a day and somebody, Enter; then the next. */
export function QuickAdd({ texts, add, owner: first, keepOwner = false, lead, asked = '' }: Props) {
  const { t: say } = useTranslation(texts)
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(first)
  const box = useRef<HTMLInputElement>(null)
  const inTurn = useInTurn()
  useEffect(() => {
    if (asked !== '') box.current?.focus()
  }, [asked])
  useShortcut('a', say('add'), () => box.current?.focus())
  const submit = (): void => {
    const words = title.trim()
    if (words === '') return
    const line = { title: words, due, ownerId: owner }
    setTitle('')
    setDue(null)
    if (!keepOwner) setOwner(first)
    box.current?.focus()
    inTurn(() =>
      add(line).then(
        () => {
          toastDone(say('added', { title: words }))
        },
        (error: unknown) => {
          toastFault(error)
          // Back to where it was typed, unless something else stands there by now.
          setTitle(now => (now === '' ? words : now))
        }
      )
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
      {lead}
      <TextInput
        ref={box}
        className={css.words}
        aria-label={say('add')}
        placeholder={say('addHint')}
        leftSection={<IconPlus size={14} />}
        value={title}
        maxLength={300}
        onChange={event => {
          setTitle(event.currentTarget.value)
        }}
      />
      <div className={css.dueBox}>
        <DayInput aria-label={say('due')} value={due} onChange={setDue} />
      </div>
      <div className={css.ownerBox}>
        <PersonPicker
          aria-label={say('owner')}
          placeholder={say('noOwner')}
          value={owner}
          onChange={setOwner}
        />
      </div>
      <Button type="submit" variant="default" disabled={title.trim() === ''}>
        {say('addVerb')}
      </Button>
    </form>
  )
}
