import { Button } from '@mantine/core'
import { IconRepeat, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { removeRecords } from '../commands/shape'
import type { Target } from '../tree'
import type { TreeEditor } from '../useTree'
import css from './panels.module.css'

/** Gates a gate or event goes into; a click shows the place. */
export function Uses({ editor, record }: { readonly editor: TreeEditor; readonly record: Target }) {
  const { t } = useTranslation('faultTree')
  const { tree, pages } = editor
  const uses = tree.uses.get(record.id) ?? []
  if (uses.length === 0)
    return tree.top?.id === record.id ? null : (
      <>
        <p className={css.warn}>{t('uses.none')}</p>
        {!editor.open.readOnly && record.type === 'event' && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconTrash size={13} />}
            onClick={() => {
              editor.run(removeRecords(editor.open.nodes, [record.id]))
            }}
          >
            {t('uses.remove')}
          </Button>
        )}
      </>
    )
  return (
    <div>
      <div className={css.label}>
        {uses.length > 1 && <IconRepeat size={13} aria-hidden />} {t('uses.title', { count: uses.length })}
      </div>
      <ul className={css.links}>
        {uses.map(input => {
          const gate = tree.nodes.get(input.parent ?? '')
          if (gate?.type !== 'gate') return null
          const page = pages.byId.get(pages.home.get(gate.id)?.page ?? '')
          return (
            <li key={input.id}>
              <button
                type="button"
                className={css.link}
                onClick={() => {
                  editor.show(input.id)
                }}
              >
                <b>{gate.data.name}</b> {gate.data.label}
              </button>
              {page !== undefined && pages.list.length > 1 && (
                <span className={css.quiet}> {t('page.short', { n: page.number })}</span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
