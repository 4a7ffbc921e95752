import { Button } from '@mantine/core'
import { IconArrowBackUp, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './faultTree.module.css'
import type { WhatIf } from './results/useWhatIf'
import type { Following } from './useFollowing'
import type { TreeEditor } from './useTree'

/** What stands above the picture: events set by hand, shared models that have changed. */
export function Notices({
  whatIf,
  changed,
  editor
}: {
  readonly whatIf: WhatIf
  readonly changed: Following
  readonly editor: TreeEditor
}) {
  const { t } = useTranslation('faultTree')
  const names = [...whatIf.given].flatMap(([id, state]) => {
    const node = editor.tree.nodes.get(id)
    return node?.type === 'event' ? [`${node.data.name} = ${t(state ? 'state.true' : 'state.false')}`] : []
  })
  return (
    <>
      {names.length > 0 && (
        <div className={css.whatIf} role="status">
          <IconQuestionMark size={15} aria-hidden />
          <span>
            <b>{t('whatIf.title')}</b> {names.slice(0, 8).join(', ')}
            {names.length > 8 && ` +${String(names.length - 8)}`}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconArrowBackUp size={13} />}
            onClick={whatIf.clear}
          >
            {t('whatIf.clear')}
          </Button>
        </div>
      )}
      {changed.names.length > 0 && (
        <div className={css.followed} role="status">
          <span>
            {t('library.followed', {
              count: changed.names.length,
              names: changed.names.slice(0, 5).join(', ')
            })}
          </span>
          <Button size="compact-xs" variant="subtle" onClick={changed.dismiss}>
            {t('library.seen')}
          </Button>
        </div>
      )}
    </>
  )
}
