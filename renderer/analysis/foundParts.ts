import type { ViewPart } from '@contract/analysis'
import type { Output } from '@contract/index'
import type { Hit } from '@contract/search'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { isAnswered } from '../ui/useSearch'
import { benchOf, routeOfBench } from './address'

type Group = Output<'search.find'>['groups'][number]

/** Parts are called by numbers: a text without any digit asks for something else. */
function mayNamePart(text: string): boolean {
  return text.length >= 3 && text.length <= 200 && /\d/.test(text)
}

/** The workbench over the file a part was measured in, with the record of the part open. */
function routeOfPart({ set, part }: Pick<ViewPart, 'set' | 'part'>): string {
  const bench = benchOf([set])
  return routeOfBench({ ...bench, panel: 'parts', options: { part: `${set}:${part}` } }, sessionStorage)
}

/** The data workbench over found measurements; null for what is no measurements. */
export function benchRouteOf({ kind, id, link }: Pick<Hit, 'kind' | 'id' | 'link'>): string | null {
  return kind === 'set' && link.startsWith('/sets/') ? routeOfBench(benchOf([id]), sessionStorage) : null
}

/**
 * Parts of all files that are called so, or lie at that place, as search shows what it finds; null for none.
 * `settled` is false while they are those of another text.
 */
export function useFoundParts(
  text: string,
  limit: number
): { readonly parts: Group | null; readonly settled: boolean } {
  const { t } = useTranslation('analysis')
  const found = useQueryOf(
    'analysis.findPart',
    { sets: [], text: text === '' ? '-' : text },
    { enabled: mayNamePart(text), keep: true, topics: ['import', 'set'] }
  )
  const parts = useMemo(() => {
    if (!mayNamePart(text) || found.data === undefined || found.data.total === 0) return null
    const { rows, total } = found.data
    return {
      kind: 'part',
      total,
      hits: rows.slice(0, limit).map(row => {
        const place = row.x === null || row.y === null ? '' : `x ${row.x} y ${row.y}`
        const title =
          row.partId === '' ? t('part.number', { number: row.part + 1 }) : t('part.id', { id: row.partId })
        const lot = [row.lot, row.wafer === '' ? '' : t('part.wafer', { name: row.wafer }), place]
        return {
          kind: 'part',
          id: `${row.set}:${row.part}`,
          title,
          subtitle: lot.filter(word => word !== '').join(' · '),
          snippet: row.partText,
          titleRanges: marked(title, text),
          snippetRanges: marked(row.partText, text),
          link: routeOfPart(row)
        }
      })
    }
  }, [found.data, text, limit, t])
  return { parts, settled: !mayNamePart(text) || isAnswered(found) }
}

function marked(words: string, text: string): [number, number][] {
  const at = words.toLowerCase().indexOf(text.toLowerCase())
  return at < 0 ? [] : [[at, at + text.length]]
}
