import type { DiagramNode } from '@contract/diagram/node'
import type { Connection } from '@contract/rca'
import { Button, Menu } from '@mantine/core'
import { IconArrowBackUp, IconChecklist, IconChevronDown, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import type { Icon } from '../../app/areas'
import { LinkTo } from '../../app/navigation'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { kindIcons } from '../kinds'
import { Spawn, type Spawned, spawnable } from './Spawn'
import css from './node.module.css'

interface Props {
  readonly open: OpenDiagram
  readonly node: DiagramNode
}

/** Signs of what can be made of a node. */
const signs: Readonly<Record<Spawned, Icon>> = {
  whys: kindIcons.whys,
  faultTree: kindIcons.faultTree,
  task: IconChecklist,
  action: IconShieldCheck
}

/** What a node has led to and where it came from, and what else can be made of it. */
export function LinksOf({ open, node }: Props) {
  const { t } = useTranslation('rca')
  const [making, setMaking] = useState<Spawned | null>(null)
  const answer = useQueryOf('rca.connections', { id: open.id }, { topics: ['diagram', 'task', 'action'] })
  const found = oneEach((answer.data?.connections ?? []).filter(one => one.nodeId === node.id))
  return (
    <section aria-label={t('links.title')}>
      <header className={css.head}>
        <h3>{t('links.title')}</h3>
        {!open.readOnly && (
          <Menu width={220} position="bottom-end">
            <Menu.Target>
              <Button size="compact-xs" variant="light" rightSection={<IconChevronDown size={13} />}>
                {t('links.make')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {spawnable(open).map(into => {
                const Sign = signs[into]
                return (
                  <Menu.Item
                    key={into}
                    leftSection={<Sign size={14} />}
                    onClick={() => {
                      setMaking(into)
                    }}
                  >
                    {t(`links.into.${into}`)}
                  </Menu.Item>
                )
              })}
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      {found.length === 0 && <p className={css.quiet}>{t('links.none')}</p>}
      <ul className={css.links}>
        {found.map(one => (
          <LinkOf key={one.other.id} caseId={open.diagram.caseId} connection={one} />
        ))}
      </ul>
      {making !== null && (
        <Spawn
          open={open}
          node={node}
          into={making}
          onClose={() => {
            setMaking(null)
          }}
        />
      )}
    </section>
  )
}

/** What was made of a node also says where it came from: both are one link. */
function oneEach(connections: readonly Connection[]): readonly Connection[] {
  const seen = new Map<string, Connection>()
  for (const one of connections) {
    const before = seen.get(one.other.id)
    if (before === undefined || before.direction === 'in') seen.set(one.other.id, one)
  }
  return [...seen.values()]
}

function LinkOf({ caseId, connection }: { readonly caseId: string | null; readonly connection: Connection }) {
  const { t, i18n } = useTranslation('rca')
  const { other, direction, relation } = connection
  const Sign =
    other.kind === 'task'
      ? IconChecklist
      : other.kind === 'action'
        ? IconShieldCheck
        : other.diagramKind === null
          ? IconArrowBackUp
          : kindIcons[other.diagramKind]
  const inCase = caseId === null ? '/work' : `/cases/${caseId}/${other.kind}s?open=${other.id}`
  const to = other.kind === 'node' ? `/studio/${other.diagramId ?? ''}?node=${other.id}` : inCase
  const state =
    other.kind === 'node'
      ? i18n.exists(`rca:states.${other.state}`) && other.state !== 'open'
        ? t(`states.${other.state}`)
        : ''
      : other.gone
        ? ''
        : t(`${other.kind === 'task' ? 'workflow' : 'capa'}:states.${other.state}`)
  return (
    <li className={css.link}>
      <Sign size={15} stroke={1.6} />
      {other.gone ? (
        <span data-gone>{t('links.gone')}</span>
      ) : (
        <LinkTo to={to}>{other.text === '' ? t(`links.relations.${relation}`) : other.text}</LinkTo>
      )}
      <span className={css.quiet}>
        {direction === 'in' || relation === 'source' ? t('links.from') : t(`links.relations.${relation}`)}
        {state !== '' && ` · ${state}`}
      </span>
    </li>
  )
}
