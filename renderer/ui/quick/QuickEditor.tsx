import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import type { ConflictField } from '../ConflictDialog'
import { DraftConflict } from '../DraftConflict'
import { SaveMark } from '../SaveMark'
import type { DraftHandle } from '../useDraft'
import css from './quick.module.css'

interface Props<T extends object> {
  readonly draft: DraftHandle<T>
  /** The stored record: who changed it last is told where both did. */
  readonly stored: { readonly updatedBy: string; readonly updatedAt: string }
  readonly fields: readonly ConflictField<T>[]
  readonly onClose: () => void
  readonly children: ReactNode
}

/** All fields of a line of work below it, saved as one types; Escape saves and closes. */
export function QuickEditor<T extends object>({ draft, stored, fields, onClose, children }: Props<T>) {
  const { t } = useTranslation('app')
  const f = useFormat()
  return (
    <div
      className={css.editor}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        void draft.flush()
        onClose()
      }}
    >
      {children}
      <Group justify="flex-end">
        <DraftConflict
          draft={draft}
          theirsBy={t('conflict.by', { name: stored.updatedBy, at: f.dateTime(stored.updatedAt) })}
          fields={fields}
        />
        <SaveMark draft={draft} />
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
      </Group>
    </div>
  )
}
