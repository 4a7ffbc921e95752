import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConflictDialog, type ConflictField } from '../ConflictDialog'
import type { DraftHandle } from '../useDraft'
import css from './register.module.css'

interface Props<F extends object> {
  readonly draft: DraftHandle<F>
  readonly fields: readonly ConflictField<F>[]
  /** Who saved the other version. */
  readonly by: string
  /** Reads the record again. */
  readonly refetch: () => void
}

/** Two people changed the same record: both versions to choose from, at once and whenever wanted. */
export function ConflictNotice<F extends object>({ draft, fields, by, refetch }: Props<F>) {
  const { t } = useTranslation('register')
  const [opened, setOpened] = useState(true)
  const conflicted = draft.state === 'conflict'
  // What the other person saved arrives as an event; asking makes sure.
  useEffect(() => {
    if (conflicted) refetch()
  }, [conflicted, refetch])
  if (draft.conflict === null) return null
  const { base, mine, theirs } = draft.conflict
  return (
    <>
      <div className={css.notice} role="alert">
        <span>{t('conflict', { name: by })}</span>
        <Button
          size="compact-xs"
          onClick={() => {
            setOpened(true)
          }}
        >
          {t('compare')}
        </Button>
      </div>
      <ConflictDialog
        opened={opened}
        base={base}
        mine={mine}
        theirs={theirs}
        theirsBy={t('theirs', { name: by })}
        fields={fields}
        onResolve={draft.resolve}
        onCancel={() => {
          setOpened(false)
        }}
      />
    </>
  )
}
