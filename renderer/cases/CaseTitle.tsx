import { TextInput, UnstyledButton } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import { useShortcut } from '../app/shortcuts'
import type { DraftHandle } from '../ui/useDraft'
import css from './CaseTitle.module.css'
import type { CaseFacts } from './useCaseDraft'

interface Props {
  readonly draft: DraftHandle<CaseFacts>
  readonly number: string
}

/** The title, edited where it stands: click or F2, Enter keeps, Esc puts back. */
export function CaseTitle({ draft, number }: Props) {
  const { t } = useTranslation('cases')
  const mayWrite = useMay('cases.write')
  const [typed, setTyped] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const begin = (): void => {
    setTyped(draft.value.title)
  }
  useShortcut('F2', t('editTitle'), begin, { enabled: mayWrite, group: 'app:keys.edit' })
  const end = (keep: boolean): void => {
    // A case without a title cannot be told from others: an empty box puts the old one back.
    if (keep && typed !== null && typed.trim() !== '') draft.set('title', typed.trim())
    setTyped(null)
  }
  if (typed !== null) {
    return (
      <TextInput
        className={css.input}
        aria-label={t('fields.title')}
        value={typed}
        maxLength={300}
        autoFocus
        onChange={event => {
          setTyped(event.currentTarget.value)
        }}
        onBlur={() => {
          end(true)
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(true)
          else if (event.key === 'Escape') end(false)
          else return
          event.stopPropagation()
          setTimeout(() => button.current?.focus())
        }}
      />
    )
  }
  return (
    <span className={css.title}>
      <span className={css.number}>{number}</span>
      {mayWrite ? (
        <UnstyledButton ref={button} className={css.words} title={t('editTitle')} onClick={begin}>
          {draft.value.title}
          <IconPencil size={14} className={css.pencil} aria-label={t('editTitle')} />
        </UnstyledButton>
      ) : (
        draft.value.title
      )}
    </span>
  )
}
