import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import { Button } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/me'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { about } from '../../diagram/tree/model'
import { ManyHead } from '../node/ManyHead'
import { OneForAll } from '../node/OneForAll'
import { StateOfMany } from '../node/StateOfMany'
import { boneOf } from './look'

interface Props {
  readonly open: OpenDiagram
  readonly nodes: readonly DiagramNode[]
}

/** What several causes have in common: state, votes and rating; each is changed for all in one step. */
export function Many({ open, nodes }: Props) {
  const { t } = useTranslation('fishbone')
  const alike = nodes.every(node => node.type === 'cause')
  const none = { value: '', label: '–' } as const
  const scores = [none, ...(['1', '2', '3', '4', '5'] as const).map(value => ({ value, label: value }))]
  return (
    <>
      <ManyHead count={nodes.length} alike={alike} />
      {alike && (
        <>
          <StateOfMany open={open} nodes={nodes} />
          <VoteForAll open={open} nodes={nodes} />
          {(['likelihood', 'impact'] as const).map(field => (
            <OneForAll
              key={field}
              open={open}
              nodes={nodes}
              field={field}
              label={t(field)}
              choices={scores}
              shown={value => (typeof value === 'number' ? String(value) : '')}
              kept={choice => (choice === '' ? null : Number(choice))}
              intent="score"
            />
          ))}
        </>
      )}
    </>
  )
}

/** One's vote for each of them, or taken back from all where each has it. */
function VoteForAll({ open, nodes }: Props) {
  const { t } = useTranslation('fishbone')
  const me = useMe()
  const votes = nodes.flatMap(node => {
    const bone = boneOf(node)
    return bone?.type === 'cause' ? [{ node, votes: bone.data.votes }] : []
  })
  const mine = votes.filter(one => one.votes.includes(me.id))
  const all = mine.length === votes.length
  const Star = all ? IconStarFilled : IconStar
  const turn = (): void => {
    const turned = all ? votes : votes.filter(one => !mine.includes(one))
    open.session.change(
      about(
        'vote',
        turned.map(({ node }) => node)
      ),
      turned.map(({ node, votes: from }): Change => ({
        op: 'set',
        id: node.id,
        field: 'votes',
        from,
        to: all ? from.filter(one => one !== me.id) : [...from, me.id]
      }))
    )
  }
  return (
    <div>
      <Button
        size="compact-xs"
        variant={all ? 'filled' : 'light'}
        leftSection={<Star size={13} />}
        aria-pressed={all}
        disabled={open.readOnly}
        onClick={turn}
      >
        {t(all ? 'do.unvoteAll' : 'do.voteAll', { count: votes.length })}
      </Button>
    </div>
  )
}
