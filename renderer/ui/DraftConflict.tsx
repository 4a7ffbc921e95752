import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConflictDialog, type ConflictField } from './ConflictDialog'
import type { DraftHandle } from './useDraft'

interface Props<T extends object> {
  readonly draft: DraftHandle<T>
  readonly fields: readonly ConflictField<T>[]
  readonly theirsBy: ReactNode
}

/** The comparison of two versions when a draft has met one; put off, a button brings it back. */
export function DraftConflict<T extends object>({ draft, fields, theirsBy }: Props<T>) {
  const { t } = useTranslation('app')
  const [later, setLater] = useState(false)
  const { conflict } = draft
  // The next conflict is shown by itself again.
  if (conflict === null && later) setLater(false)
  if (conflict === null) return null
  return (
    <>
      {later && (
        <Button
          size="compact-xs"
          color="red"
          variant="light"
          onClick={() => {
            setLater(false)
          }}
        >
          {t('conflict.compare')}
        </Button>
      )}
      <ConflictDialog
        opened={!later}
        base={conflict.base}
        mine={conflict.mine}
        theirs={conflict.theirs}
        theirsBy={theirsBy}
        fields={fields}
        onResolve={draft.resolve}
        onCancel={() => {
          setLater(true)
        }}
      />
    </>
  )
}
