import type { Scene } from '@contract/diagram/scene'
import { writeList } from '@contract/diagram/text/list'
import { writeMindmap } from '@contract/diagram/text/mermaid'
import type { TextTree } from '@contract/diagram/text/tree'
import type { DiagramNode } from '@contract/diagram/node'
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPlus, IconTextPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DiagramExports } from '../../diagram/export/DiagramExports'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, type TreeDoc } from '../../diagram/tree/model'
import { kindIcons } from '../kinds'
import { TreeToolbar } from '../tree/TreeToolbar'
import type { Panes } from '../tree/usePanes'
import { chainsOf } from './model'
import type { WhysWords } from './words'

/** What is shown in the middle. */
export type View = 'diagram' | 'therefore' | 'shares'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly words: WhysWords
  readonly view: View
  readonly onView: (view: View) => void
  readonly panes: Panes
  readonly onPanes: (panes: Panes) => void
  readonly scene: () => Scene | null
  readonly onAdd: () => void
  readonly onImport: () => void
  readonly onTree: () => void
  readonly find: ReactNode
}

const views = ['diagram', 'therefore', 'shares'] as const

/** The line over a 5-Why: what is shown, what can be added, find, the fault tree of it, export. */
export function Toolbar(props: Props) {
  const { open, doc, words, view, onView, panes, onPanes, scene, onAdd, onImport, onTree, find } = props
  const { t } = useTranslation('whys')
  const TreeIcon = kindIcons.faultTree
  return (
    <TreeToolbar
      label={t('tools')}
      view={view}
      views={views.map(value => ({ value, label: t(`views.${value}`) }))}
      onView={onView}
      panes={panes}
      onPanes={onPanes}
      end={
        <>
          {find}
          <DiagramExports
            open={open}
            scene={scene}
            texts={[
              {
                label: t('list'),
                extension: 'txt',
                mime: 'text/plain',
                text: () => written(doc, words, one => writeList([one]))
              },
              {
                label: 'Mermaid (mindmap)',
                extension: 'mmd',
                mime: 'text/plain',
                text: () => written(doc, words, writeMindmap)
              },
              {
                label: t('views.therefore'),
                extension: 'therefore.txt',
                mime: 'text/plain',
                text: () => readBack(doc, words, t)
              }
            ]}
          />
        </>
      }
    >
      {!open.readOnly && (
        <>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={onAdd}>
            {t('add')}
          </Button>
          <Tooltip label={t('import')}>
            <ActionIcon size={28} variant="subtle" aria-label={t('import')} onClick={onImport}>
              <IconTextPlus size={16} />
            </ActionIcon>
          </Tooltip>
          <Button variant="default" leftSection={<TreeIcon size={14} />} onClick={onTree}>
            {t('toTree')}
          </Button>
        </>
      )}
    </TreeToolbar>
  )
}

function written(doc: TreeDoc, words: WhysWords, write: (root: TextTree) => string): string {
  const treeOf = (node: DiagramNode): TextTree => ({
    text: words.nameOf(node),
    children: drawn(doc, node.id).map(treeOf)
  })
  const head = drawn(doc, null).find(node => node.type === 'problem')
  return head === undefined ? '' : write(treeOf(head))
}

function readBack(doc: TreeDoc, words: WhysWords, t: (key: 'because' | 'therefore') => string): string {
  return chainsOf(doc)
    .map(({ nodes }) =>
      nodes.map((node, i) => `${t(i === 0 ? 'because' : 'therefore')} ${words.nameOf(node)}`).join('\n')
    )
    .join('\n\n')
}
