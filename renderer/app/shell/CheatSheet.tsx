import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint'
import { useShortcutList } from '../shortcuts'
import css from './CheatSheet.module.css'

/** Every key that works on this screen now, grouped. */
export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('app')
  const entries = useShortcutList()
  // Keys that do the same stand on one line.
  const groups = new Map<string, Map<string, Set<string>>>()
  for (const { group, keys, label } of entries) {
    const lines = groups.get(group) ?? new Map<string, Set<string>>()
    lines.set(label, (lines.get(label) ?? new Set<string>()).add(keys))
    groups.set(group, lines)
  }
  return (
    <Modal opened onClose={onClose} title={t('keys.title')} size={760}>
      <div className={css.sheet}>
        {[...groups].map(([group, lines]) => (
          <section key={group} className={css.group}>
            <h3 className={css.heading}>{t(group)}</h3>
            <dl className={css.list}>
              {[...lines].map(([label, all]) => (
                <div key={label} className={css.line}>
                  <dt>{label}</dt>
                  <dd>
                    {[...all].map(keys => (
                      <KeyHint key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
