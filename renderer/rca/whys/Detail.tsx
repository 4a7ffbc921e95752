import type { DiagramNode } from '@contract/diagram/node'
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { drawn, short, type TreeDoc } from '../../diagram/tree/model'
import { EvidenceOf } from '../evidence/EvidenceOf'
import { CommitArea } from '../node/CommitArea'
import { LinksOf } from '../node/LinksOf'
import { StatusOf } from '../node/StatusOf'
import { whyOf } from './model'
import { RootOf } from './RootOf'
import type { WhysWords } from './words'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly node: DiagramNode
  readonly words: WhysWords
}

/** All about the chosen answer: words, state, join, cause and share, evidence, what it led to. */
export function Detail({ open, doc, node, words }: Props) {
  const { t } = useTranslation('whys')
  const found = whyOf(node)
  if (found === undefined || found.type === 'evidence') return null
  const name = words.nameOf(node)
  const why = found.type === 'why' ? found.data : null
  const answers = drawn(doc, node.id).length
  const params = { text: short(name) }
  return (
    <>
      <h2 className="fab-visually-hidden">{t('detail')}</h2>
      <CommitArea
        label={t(`types.${found.type}`)}
        value={name}
        readOnly={open.readOnly}
        required
        onCommit={(text, from) => {
          // A leg says its name in the reader's language until somebody gives it own words.
          const own = from === name ? found.data.text : from
          open.session.set(
            node.id,
            'text',
            text,
            { key: 'rename', params: { text: short(text) } },
            { from: own }
          )
        }}
      />
      {why !== null && <StatusOf open={open} node={node} />}
      {'note' in found.data && (
        <CommitArea
          label={t('note')}
          value={found.data.note}
          readOnly={open.readOnly}
          onCommit={(text, from) => {
            open.session.set(node.id, 'note', text, { key: 'note', params }, { from })
          }}
        />
      )}
      {why !== null && answers > 1 && (
        <section aria-label={t('join')}>
          <h3>{t('join')}</h3>
          <SegmentedControl
            aria-label={t('join')}
            size="xs"
            disabled={open.readOnly}
            value={why.join}
            data={(['or', 'and'] as const).map(join => ({ value: join, label: t(`joins.${join}`) }))}
            onChange={join => {
              open.session.set(node.id, 'join', join, { key: 'whys.join', params })
            }}
          />
        </section>
      )}
      {why !== null && (answers === 0 || why.root !== null) && (
        <RootOf open={open} id={node.id} params={params} root={why.root} words={words} />
      )}
      <EvidenceOf open={open} node={node} />
      <LinksOf open={open} node={node} />
    </>
  )
}
