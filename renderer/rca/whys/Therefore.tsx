import type { DiagramNode } from '@contract/diagram/node'
import { UnstyledButton } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TreeDoc } from '../../diagram/tree/model'
import { Empty } from '../../ui/faces'
import { standingOf } from '../node/facts'
import { StateMark } from '../node/StateMark'
import { type Chain, chainsOf } from './model'
import tree from '../tree/tree.module.css'
import css from './whys.module.css'
import type { WhysWords } from './words'

interface Props {
  readonly doc: TreeDoc
  readonly words: WhysWords
  readonly onOpen: (node: string) => void
}

/** Every chain read back upward, step by step: does each one follow from the one before? */
export function Therefore({ doc, words, onOpen }: Props) {
  const { t } = useTranslation('whys')
  const chains = chainsOf(doc)
  if (chains.length === 0) return <Empty icon={IconArrowUp} title={t('noChains')} hint={t('noChainsHint')} />
  return (
    <div className={css.therefore} role="region" aria-label={t('views.therefore')} tabIndex={0}>
      <p className={tree.quiet}>{t('thereforeHint')}</p>
      {chains.map(chain => (
        <section key={chain.nodes[0]?.id} className={css.chain}>
          {chain.leg !== null && <h2>{words.nameOf(chain.leg)}</h2>}
          <ol>
            {chain.nodes.map((node, i) => (
              <Line key={node.id} node={node} i={i} chain={chain} words={words} onOpen={onOpen} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

interface LineProps {
  readonly node: DiagramNode
  readonly i: number
  readonly chain: Chain
  readonly words: WhysWords
  readonly onOpen: (node: string) => void
}

function Line({ node, i, chain, words, onOpen }: LineProps) {
  const { t } = useTranslation('whys')
  const with_ = chain.together.get(node.id) ?? []
  return (
    <li>
      <span className={css.link}>{t(i === 0 ? 'because' : 'therefore')}</span>
      <span>
        <UnstyledButton
          className={css.said}
          onClick={() => {
            onOpen(node.id)
          }}
        >
          {words.nameOf(node) === '' ? t('unsaid') : words.nameOf(node)}
        </UnstyledButton>
        {with_.length > 0 && (
          <span className={tree.quiet}>
            {' '}
            {t('together', { others: with_.map(words.nameOf).join(t('and')) })}
          </span>
        )}
      </span>
      {node.type === 'why' && <StateMark state={standingOf(node)} />}
    </li>
  )
}
