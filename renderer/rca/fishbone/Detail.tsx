import type { CauseData } from '@contract/diagram/fishbone'
import type { DiagramNode } from '@contract/diagram/node'
import { Button, SegmentedControl } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { short } from '../../diagram/tree/model'
import { usePeople } from '../../ui/usePeople'
import { EvidenceOf } from '../evidence/EvidenceOf'
import { CommitArea } from '../node/CommitArea'
import { LinksOf } from '../node/LinksOf'
import { StatusOf } from '../node/StatusOf'
import tree from '../tree/tree.module.css'
import css from './fishbone.module.css'
import { boneOf } from './look'

interface Props {
  readonly open: OpenDiagram
  readonly node: DiagramNode
  readonly nameOf: (node: DiagramNode) => string
}

/** All about the chosen cause: words, state, votes, rating, evidence, and what it led to. */
export function Detail({ open, node, nameOf }: Props) {
  const { t } = useTranslation('fishbone')
  const bone = boneOf(node)
  if (bone === undefined) return null
  const name = nameOf(node)
  const rename = (text: string, from: string): void => {
    // A category says its name in the reader's language until somebody gives it own words.
    const own = from === name ? (node.data['text'] ?? '') : from
    open.session.set(node.id, 'text', text, { key: 'rename', params: { text: short(text) } }, { from: own })
  }
  return (
    <Fragment key={node.id}>
      <CommitArea
        label={t(
          `types.${bone.type === 'category' ? 'category' : bone.type === 'effect' ? 'effect' : 'cause'}`
        )}
        value={name}
        readOnly={open.readOnly}
        required
        onCommit={rename}
      />
      {bone.type === 'cause' && <StatusOf open={open} node={node} />}
      {'note' in bone.data && (
        <CommitArea
          label={t('note')}
          value={bone.data.note}
          readOnly={open.readOnly}
          onCommit={(text, from) => {
            open.session.set(node.id, 'note', text, { key: 'note', params: { text: short(name) } }, { from })
          }}
        />
      )}
      {bone.type === 'cause' && <Rating open={open} id={node.id} data={bone.data} name={name} />}
      <EvidenceOf open={open} node={node} />
      {(bone.type === 'cause' || bone.type === 'effect') && <LinksOf open={open} node={node} />}
    </Fragment>
  )
}

interface RatingProps {
  readonly open: OpenDiagram
  readonly id: string
  readonly data: CauseData
  readonly name: string
}

/** One vote a person, and likelihood and impact from 1 to 5. */
function Rating({ open, id, data, name }: RatingProps) {
  const { t } = useTranslation('fishbone')
  const me = useMe()
  const { nameOf } = usePeople()
  const { votes, likelihood, impact } = data
  const mine = votes.includes(me.id)
  const Star = mine ? IconStarFilled : IconStar
  const params = { text: short(name) }
  return (
    <section className={css.rating} aria-label={t('rating')}>
      <div className={css.votes}>
        <Button
          size="compact-xs"
          variant={mine ? 'filled' : 'light'}
          leftSection={<Star size={13} />}
          aria-pressed={mine}
          disabled={open.readOnly}
          onClick={() => {
            const next = mine ? votes.filter(one => one !== me.id) : [...votes, me.id]
            open.session.set(id, 'votes', next, { key: 'vote', params })
          }}
        >
          {t('vote', { count: votes.length })}
        </Button>
        <span className={tree.quiet}>{votes.map(one => nameOf(one)).join(t('diagram:comma'))}</span>
      </div>
      {(['likelihood', 'impact'] as const).map(field => (
        <div key={field} className={css.scale}>
          <span>{t(field)}</span>
          <SegmentedControl
            aria-label={t(field)}
            size="xs"
            disabled={open.readOnly}
            value={String(data[field] ?? '')}
            data={[
              { value: '', label: '–' },
              ...['1', '2', '3', '4', '5'].map(value => ({ value, label: value }))
            ]}
            onChange={next => {
              open.session.set(id, field, next === '' ? null : Number(next), { key: 'score', params })
            }}
          />
        </div>
      ))}
      {likelihood !== null && impact !== null && (
        <span className={tree.quiet}>{t('scoreIs', { likelihood, impact, score: likelihood * impact })}</span>
      )}
    </section>
  )
}
