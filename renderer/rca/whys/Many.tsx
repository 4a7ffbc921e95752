import type { Change } from '@contract/diagram/change'
import type { DiagramNode } from '@contract/diagram/node'
import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { about, drawn, type TreeDoc } from '../../diagram/tree/model'
import { ManyHead } from '../node/ManyHead'
import { OneForAll } from '../node/OneForAll'
import { StateOfMany } from '../node/StateOfMany'
import { whyOf } from './model'
import { causeCategories, type WhysWords } from './words'

interface Props {
  readonly open: OpenDiagram
  readonly doc: TreeDoc
  readonly nodes: readonly DiagramNode[]
  readonly words: WhysWords
}

/** What several answers have in common: state, how answers join, category of cause; changed for all in one step. */
export function Many({ open, doc, nodes, words }: Props) {
  const { t } = useTranslation('whys')
  const alike = nodes.every(node => node.type === 'why')
  const joining = nodes.every(node => drawn(doc, node.id).length > 1)
  return (
    <>
      <ManyHead count={nodes.length} alike={alike} />
      {alike && (
        <>
          <StateOfMany open={open} nodes={nodes} />
          {joining && (
            <OneForAll
              open={open}
              nodes={nodes}
              field="join"
              label={t('join')}
              choices={(['or', 'and'] as const).map(value => ({ value, label: t(`joins.${value}`) }))}
              intent="whys.join"
            />
          )}
          <CategoryOfAll key={nodes.map(node => node.id).join()} open={open} nodes={nodes} words={words} />
        </>
      )}
    </>
  )
}

/** One category for several causes; shares are of each alone. */
function CategoryOfAll({ open, nodes, words }: Omit<Props, 'doc'>) {
  const { t } = useTranslation(['whys', 'rca'])
  const roots = nodes.flatMap(node => {
    const why = whyOf(node)
    return why?.type === 'why' && why.data.root !== null ? [{ node, root: why.data.root }] : []
  })
  const keys = new Set(roots.map(({ root }) => root.category))
  const [only] = keys
  const shown = keys.size === 1 && only !== undefined ? words.category(only) : ''
  const [typed, setTyped] = useState<string | null>(null)
  if (roots.length < nodes.length) return null
  const commit = (name: string): void => {
    setTyped(null)
    // A category of the set is kept by its key, so that it follows the language.
    const key = causeCategories.find(one => words.category(one) === name) ?? name
    const others = roots.filter(({ root }) => root.category !== key)
    if (name === '' || others.length === 0) return
    open.session.change(
      about(
        'whys.root',
        others.map(({ node }) => node)
      ),
      others.map(({ node, root }): Change => ({
        op: 'set',
        id: node.id,
        field: 'root',
        from: root,
        to: { ...root, category: key }
      }))
    )
  }
  return (
    <Autocomplete
      size="xs"
      label={t('category')}
      placeholder={keys.size > 1 ? t('rca:many.mixed') : ''}
      value={typed ?? shown}
      readOnly={open.readOnly}
      maxLength={100}
      data={causeCategories.map(words.category)}
      onChange={setTyped}
      onOptionSubmit={commit}
      onBlur={() => {
        if (typed !== null) commit(typed.trim())
      }}
    />
  )
}
