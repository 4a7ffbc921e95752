import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Outline } from '../../diagram/outline/Outline'
import type { OutlineRow } from '../../diagram/outline/rows'
import css from './faultTree.module.css'
import { foldHere, handsOf } from './hands'
import type { TreeEditor } from './useTree'
import type { Place } from './view'

interface Props {
  readonly editor: TreeEditor
  readonly active: boolean
  readonly onActive: () => void
  readonly found: ReadonlySet<string>
  readonly probability: (id: string) => string
  readonly onMenu: (at: { readonly x: number; readonly y: number }) => void
}

/** The page as an indented list beside its picture, typed like an outline. */
export function TreeOutline({ editor, active, onActive, found, probability, onMenu }: Props) {
  const { t } = useTranslation('faultTree')
  const { top, open, page, selection } = editor
  const rows = useMemo(() => (top === null ? [] : rowsOf(top)), [top])
  return (
    <div className={css.holder} onFocus={onActive}>
      <Outline
        label={t('outline', { title: open.diagram.title, name: page?.gate.data.name ?? '' })}
        rows={rows}
        selection={selection}
        onSelect={editor.select}
        found={found}
        {...handsOf(editor, 'right', active)}
        onFold={place => {
          foldHere(editor, place)
        }}
        onMenu={(place, at) => {
          if (place !== null && !selection.nodes.has(place))
            editor.select({ nodes: new Set([place]), focus: place, anchor: place })
          onMenu(at)
        }}
        endOf={row => {
          const record = editor.places.get(row.node)?.record
          return record === undefined ? null : <span className={css.end}>{probability(record.id)}</span>
        }}
      />
    </div>
  )
}

/** Lines of a page; what is folded or drawn elsewhere is one line. */
function rowsOf(top: Place): readonly OutlineRow[] {
  const rows: OutlineRow[] = []
  const waiting = [{ place: top, depth: 0, at: 1, of: 1 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { place, depth, at, of } = next
    const { name, label } = place.record.data
    rows.push({
      key: place.id,
      node: place.id,
      depth,
      place: at,
      of,
      text: label === '' ? name : `${name}  ${label}`,
      below:
        place.showing === 'open'
          ? place.children.length > 0
            ? 'open'
            : 'none'
          : place.showing === 'folded'
            ? 'folded'
            : 'none',
      strong: place.record.type === 'gate',
      mark: place.uses > 1 ? { name: 'repeat', role: 'accent' } : null
    })
    for (let i = place.children.length - 1; i >= 0; i--) {
      const child = place.children[i]
      if (child !== undefined)
        waiting.push({ place: child, depth: depth + 1, at: i + 1, of: place.children.length })
    }
  }
  return rows
}
