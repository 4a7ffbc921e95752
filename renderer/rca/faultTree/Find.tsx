import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './faultTree.module.css'
import type { Tree } from './tree'
import type { TreeEditor } from './useTree'
import type { Place } from './view'

interface FindProps {
  readonly editor: TreeEditor
  readonly words: string
  readonly onWords: (words: string) => void
}

/** Search in the whole tree: Enter goes from hit to hit, over pages. */
export function Find({ editor, words, onWords }: FindProps) {
  const { t } = useTranslation('faultTree')
  const [at, setAt] = useState(-1)
  const hits = useMemo(() => hitsOf(editor.tree, words), [editor.tree, words])
  return (
    <TextInput
      className={css.find}
      aria-label={t('find')}
      placeholder={t('find')}
      leftSection={<IconSearch size={14} />}
      rightSection={words === '' ? null : <span className={css.hits}>{hits.length}</span>}
      value={words}
      onChange={event => {
        onWords(event.currentTarget.value)
        setAt(-1)
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') onWords('')
        if (event.key !== 'Enter' || hits.length === 0) return
        const next = (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length
        setAt(next)
        const hit = hits[next]
        if (hit !== undefined) editor.show(hit)
      }}
    />
  )
}

function hitsOf(tree: Tree, words: string): readonly string[] {
  const text = words.trim().toLowerCase()
  if (text === '') return []
  return [...tree.gates, ...tree.events]
    .filter(({ data }) => `${data.name}\n${data.label}\n${data.note}`.toLowerCase().includes(text))
    .map(one => one.id)
}

/** Places of the page that a search found. */
export function foundPlaces(
  tree: Tree,
  places: ReadonlyMap<string, Place>,
  words: string
): ReadonlySet<string> {
  const hits = new Set(hitsOf(tree, words))
  const found = [...places.values()].filter(place => hits.has(place.record.id))
  return new Set(hits.size === 0 ? [] : found.map(place => place.id))
}
