import { Button, Pill } from '@mantine/core'
import { IconArrowBackUp, IconQuestionMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import css from './faultTree.module.css'
import type { WhatIf } from './results/useWhatIf'
import { targetOf } from './tree'
import type { Following } from './useFollowing'
import type { TreeEditor } from './useTree'

/** What stands above the picture: gates and events set by hand, shared models that have changed. */
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
  const set = [...whatIf.given].flatMap(([id, state]) => {
    const node = targetOf(editor.tree.nodes, id)
    return node === null
      ? []
      : [{ id, text: `${node.data.name} = ${t(state ? 'state.true' : 'state.false')}` }]
  })
  return (
    <>
      {set.length > 0 && (
        <div className={css.whatIf} role="status">
          <IconQuestionMark size={15} aria-hidden />
          <b>{t('whatIf.title')}</b>
          {set.slice(0, 8).map(({ id, text }) => (
            <Pill
              key={id}
              size="sm"
              withRemoveButton
              removeButtonProps={{
                'aria-label': t('whatIf.without', { what: text }),
                'aria-hidden': false,
                tabIndex: 0
              }}
              onRemove={() => {
                whatIf.set(id, null)
              }}
            >
              {text}
            </Pill>
          ))}
          {set.length > 8 && <span>+{set.length - 8}</span>}
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
