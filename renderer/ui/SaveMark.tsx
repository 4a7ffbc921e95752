import { Button, Loader, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { faultText } from '../app/i18n/faultText'
import css from './SaveMark.module.css'
import type { DraftHandle } from './useDraft'

/** Small words beside a heading: unsaved, saving, saved, or why not. */
export function SaveMark<T extends object>({ draft }: { readonly draft: DraftHandle<T> }) {
  const { t } = useTranslation('app')
  if (draft.state === 'clean') return null
  const text = draft.fault === null ? null : faultText(draft.fault)
  return (
    <span className={css.mark} role="status" data-state={draft.state}>
      {draft.state === 'saving' && <Loader size={12} />}
      {draft.state === 'saved' && <IconCheck size={14} />}
      {draft.state === 'dirty' && <IconPencil size={14} />}
      {(draft.state === 'failed' || draft.state === 'conflict') && <IconAlertTriangle size={14} />}
      <Tooltip
        label={`${text?.what ?? ''} ${text?.action ?? ''}`}
        disabled={text === null}
        multiline
        maw={360}
      >
        <span>{t(`draft.${draft.state}`)}</span>
      </Tooltip>
      {draft.restored && draft.dirty && (
        <>
          <span>· {t('draft.restored')}</span>
          <Button size="compact-xs" variant="subtle" onClick={draft.discard}>
            {t('draft.discard')}
          </Button>
        </>
      )}
      {draft.state === 'failed' && (
        <Button size="compact-xs" variant="subtle" onClick={() => void draft.flush()}>
          {t('retry')}
        </Button>
      )}
    </span>
  )
}
