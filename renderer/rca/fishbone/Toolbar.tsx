import type { Change } from '@contract/diagram/change'
import { categorySets } from '@contract/diagram/fishbone'
import { dataOf } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { ranksBetween } from '@contract/diagram/rank'
import type { Scene } from '@contract/diagram/scene'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconCategoryPlus, IconPlus, IconSparkles, IconTextPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagramExports } from '../../diagram/export/DiagramExports'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import { Toggle } from '../tree/Toggle'
import { TreeToolbar } from '../tree/TreeToolbar'
import css from '../tree/tree.module.css'
import type { Panes } from '../tree/usePanes'
import { useRankingColumns } from './Ranking'
import type { Ranked } from './ranking'
import { textExports } from './texts'

/** What is shown in the middle. */
export type View = 'diagram' | 'ranking'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly nameOf: (node: DiagramNode) => string
  readonly view: View
  readonly onView: (view: View) => void
  readonly panes: Panes
  readonly onPanes: (panes: Panes) => void
  readonly scene: () => Scene | null
  /** Made when it is handed out: it is not shown with the picture. */
  readonly ranked: () => readonly Ranked[]
  readonly onAdd: () => void
  readonly onImport: () => void
  readonly find: ReactNode
}

/** The line over a fishbone: what is shown, what can be added, find and export. */
export function Toolbar(props: Props) {
  const { open, doc, nameOf, view, onView, panes, onPanes, scene, ranked, onAdd, onImport, find } = props
  const { t } = useTranslation('fishbone')
  const columns = useRankingColumns()
  return (
    <TreeToolbar
      label={t('tools')}
      view={view}
      views={[
        { value: 'diagram', label: t('diagram') },
        { value: 'ranking', label: t('ranking') }
      ]}
      onView={onView}
      panes={panes}
      onPanes={onPanes}
      end={
        <>
          {find}
          <DiagramExports
            open={open}
            scene={scene}
            texts={textExports(doc, nameOf, t('list'))}
            data={() => ({
              header: columns.map(column => column.title),
              rows: ranked().map(row => columns.map(column => column.value(row) ?? null))
            })}
          />
        </>
      }
    >
      {!open.readOnly && (
        <>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
            {t('do.add')}
          </Button>
          <Sets open={open} doc={doc} />
          <Toggle label={t('import.title')} on={false} onChange={onImport}>
            <IconTextPlus size={16} />
          </Toggle>
          <Tidy open={open} doc={doc} />
        </>
      )}
    </TreeToolbar>
  )
}

const setNames = ['fab', '4M', '6M', '8P', '4S'] as const

/** Adds the categories of a set that are not there yet. */
function Sets({ open, doc }: Pick<Props, 'open' | 'doc'>) {
  const { t } = useTranslation('fishbone')
  const head = drawn(doc, null).find(node => node.type === 'effect')
  const there = head === undefined ? [] : drawn(doc, head.id)
  const keys = new Set(there.map(node => node.data['key']))
  const missing = (set: (typeof setNames)[number]): readonly string[] =>
    categorySets[set].filter(key => !keys.has(key))
  const add = (set: (typeof setNames)[number]): void => {
    if (head === undefined) return
    const fresh = missing(set)
    const ranks = ranksBetween(there.at(-1)?.rank ?? null, null, fresh.length)
    const changes = fresh.map((key, i): Change => ({
      op: 'add',
      node: {
        id: newNodeId(),
        type: 'category',
        parent: head.id,
        rank: ranks[i] ?? 'V',
        data: dataOf('fishbone', 'category', { key })
      }
    }))
    open.session.change({ key: 'categories', params: { set } }, changes)
  }
  return (
    <Menu width={260}>
      <Menu.Target>
        <Tooltip label={t('categories')}>
          <ActionIcon size={28} aria-label={t('categories')}>
            <IconCategoryPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('categoriesHint')}</Menu.Label>
        {setNames.map(set => (
          <Menu.Item
            key={set}
            disabled={missing(set).length === 0}
            onClick={() => {
              add(set)
            }}
          >
            <b>{t(`rca:categorySets.${set}`)}</b>
            <div className={css.quiet}>
              {categorySets[set].map(key => t(`rca:categories.${key}`)).join(t('diagram:comma'))}
            </div>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Puts everything back to where the layout says, once something was moved by hand. */
function Tidy({ open, doc }: Pick<Props, 'open' | 'doc'>) {
  const { t } = useTranslation('fishbone')
  const nudged = [...doc.nodes.values()].filter(node => 'nudge' in node.data && node.data['nudge'] !== null)
  if (nudged.length === 0) return null
  return (
    <Toggle
      label={t('tidy')}
      on={false}
      onChange={() => {
        open.session.change(
          { key: 'tidy', params: { n: nudged.length } },
          nudged.map((node): Change => ({
            op: 'set',
            id: node.id,
            field: 'nudge',
            from: node.data['nudge'] ?? null,
            to: null
          }))
        )
      }}
    >
      <IconSparkles size={16} />
    </Toggle>
  )
}
