import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../ui/KeyHint'
import { SaveMark } from '../ui/SaveMark'
import type { DraftHandle } from '../ui/useDraft'
import css from './SaveLine.module.css'

interface Props<T extends object> {
  readonly draft: DraftHandle<T>
}

/** Where the saving stands, and the way back and forth. */
export function SaveLine<T extends object>({ draft }: Props<T>) {
  const { t } = useTranslation('cases')
  return (
    <span className={css.line}>
      <SaveMark draft={draft} />
      {(draft.canUndo || draft.canRedo) && (
        <>
          <Tooltip
            label={
              <>
                {t('undo')} <KeyHint keys="mod+z" />
              </>
            }
          >
            <ActionIcon size={26} aria-label={t('undo')} disabled={!draft.canUndo} onClick={draft.undo}>
              <IconArrowBackUp size={15} />
            </ActionIcon>
          </Tooltip>
          <Tooltip
            label={
              <>
                {t('redo')} <KeyHint keys="mod+shift+z" />
              </>
            }
          >
            <ActionIcon size={26} aria-label={t('redo')} disabled={!draft.canRedo} onClick={draft.redo}>
              <IconArrowForwardUp size={15} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
    </span>
  )
}
