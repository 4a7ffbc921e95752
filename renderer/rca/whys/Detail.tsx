import type { DiagramNode } from '@contract/diagram/node'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, short, type TreeDoc } from '../../diagram/tree/model'
import { EvidenceOf } from '../evidence/EvidenceOf'
import { CommitArea } from '../node/CommitArea'
import { LinksOf } from '../node/LinksOf'
import { StatusOf } from '../node/StatusOf'
import { ReadBack } from './ReadBack'
import { whyOf, whysNode } from './records'
import { RootOf } from './RootOf'
import { chainsOf } from './therefore'
import css from './whys.module.css'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly node: DiagramNode
  readonly nameOf: (node: DiagramNode) => string
  readonly onSelect: (node: string) => void
}

/** All about the chosen answer: words, state, join, cause and share, evidence, read-back, what it led to. */
export function Detail({ open, doc, node, nameOf, onSelect }: Props) {
  const { t } = useTranslation('whys')
  const found = whysNode(node)
  if (found === undefined || found.type === 'evidence') return null
  const name = nameOf(node)
  const why = whyOf(node)
  const answers = drawn(doc, node.id).length
  return (
    <div className={css.detail} key={node.id}>
      <CommitArea
        label={t(`types.${found.type}`)}
        value={name}
        readOnly={open.readOnly}
        required
        onCommit={text => {
          open.session.set(node.id, 'text', text, { key: 'rename', params: { text: short(text) } })
        }}
      />
      {why !== undefined && <StatusOf open={open} node={node} />}
      {'note' in found.data && (
        <CommitArea
          label={t('note')}
          value={found.data.note}
          readOnly={open.readOnly}
          onCommit={text => {
            open.session.set(node.id, 'note', text, { key: 'edit', params: { text: short(name) } })
          }}
        />
      )}
      {why !== undefined && answers > 1 && (
        <section aria-label={t('join')}>
          <h3>{t('join')}</h3>
          <SegmentedControl
            aria-label={t('join')}
            size="xs"
            disabled={open.readOnly}
            value={why.data.join}
            data={(['or', 'and'] as const).map(join => ({ value: join, label: t(`joinNames.${join}`) }))}
            onChange={join => {
              open.session.set(node.id, 'join', join, { key: 'join', params: { text: short(name) } })
            }}
          />
        </section>
      )}
      {why !== undefined && (answers === 0 || why.data.root !== null) && (
        <RootOf open={open} id={node.id} name={name} root={why.data.root} />
      )}
      <EvidenceOf open={open} node={node} />
      {why !== undefined && (
        <section aria-label={t('readBack.title')}>
          <h3>{t('readBack.title')}</h3>
          <ReadBack
            doc={doc}
            chains={chainsOf(doc, node.id).slice(0, 6)}
            nameOf={nameOf}
            focus={node.id}
            onSelect={onSelect}
          />
        </section>
      )}
      <LinksOf open={open} node={node} />
    </div>
  )
}
