import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TreeEditor } from '../useTree'
import { isHard, verify } from '../verify'
import css from './panels.module.css'

/** What is missing or odd; a click goes there. */
export function ChecksPanel({
  editor,
  onAside
}: {
  readonly editor: TreeEditor
  /** What is drawn nowhere is to be shown by its properties. */
  readonly onAside: () => void
}) {
  const { t } = useTranslation('faultTree')
  const found = useMemo(() => verify(editor.tree), [editor.tree])
  if (found.length === 0)
    return (
      <p className={css.ok} role="status">
        <IconCircleCheck size={15} aria-hidden /> {t('check.fine')}
      </p>
    )
  return (
    <ul className={css.checks} aria-label={t('check.title')}>
      {found.map(finding => {
        const id = finding.what === 'empty' ? null : finding.id
        return (
          <li key={`${finding.what}.${id ?? ''}`} data-hard={isHard(finding) || undefined}>
            {isHard(finding) ? (
              <IconAlertTriangle size={14} aria-hidden />
            ) : (
              <IconInfoCircle size={14} aria-hidden />
            )}
            {id === null ? (
              t('check.empty')
            ) : (
              <button
                type="button"
                className={css.link}
                onClick={() => {
                  editor.show(id)
                  if (finding.what === 'orphanEvent') onAside()
                }}
              >
                <b>{finding.what === 'empty' ? '' : finding.name}</b> {t(`check.${finding.what}`)}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
