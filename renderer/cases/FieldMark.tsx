import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { same } from '../ui/draft'
import type { DraftHandle } from '../ui/useDraft'
import css from './FieldMark.module.css'

interface Props<T extends object> {
  readonly draft: DraftHandle<T>
  readonly field: keyof T
}

/** Whether this one field is saved; nothing is shown while it is as the store has it. */
export function FieldMark<T extends object>({ draft, field }: Props<T>) {
  const { t } = useTranslation('app')
  if (same(draft.value[field], draft.base[field])) return null
  const { state } = draft
  const wrong = state === 'failed' || state === 'conflict'
  return (
    <span className={css.mark} data-wrong={wrong || undefined}>
      {wrong ? (
        <IconAlertTriangle size={13} />
      ) : state === 'saving' ? (
        <Loader size={11} />
      ) : (
        <IconPencil size={13} />
      )}
      {t(`draft.${wrong ? state : state === 'saving' ? 'saving' : 'dirty'}`)}
    </span>
  )
}
