import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../../app/client/index'
import { LinkTo } from '../../../app/navigation'
import type { TreeEditor } from '../useTree'
import css from './panels.module.css'

/** What a gate or event came from and leads to: causes of a fishbone, whys, tasks, actions. */
export function Connections({ editor, nodeId }: { readonly editor: TreeEditor; readonly nodeId: string }) {
  const { t } = useTranslation('faultTree')
  const { open } = editor
  const found = useQueryOf('rca.connections', { id: open.id }, { topics: ['diagram', 'task', 'action'] })
  const own = found.data?.connections.filter(one => one.nodeId === nodeId) ?? []
  if (own.length === 0) return null
  return (
    <div>
      <div className={css.label}>{t('connections.title')}</div>
      <ul className={css.links}>
        {own.map(({ direction, relation, other }) => {
          const text = other.text === '' ? t('connections.gone') : other.text
          return (
            <li key={`${direction}.${relation}.${other.id}`}>
              {direction === 'in' ? (
                <IconArrowLeft size={12} aria-hidden />
              ) : (
                <IconArrowRight size={12} aria-hidden />
              )}{' '}
              <span className={css.quiet}>
                {t(direction === 'in' ? 'connections.from' : 'connections.to')}{' '}
                {other.diagramKind === null
                  ? t(`connections.${other.kind}`)
                  : t(`rca:kinds.${other.diagramKind}`)}
              </span>{' '}
              {other.diagramId !== null && !other.gone ? (
                <LinkTo to={`/studio/${other.diagramId}`}>{text}</LinkTo>
              ) : (
                text
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
