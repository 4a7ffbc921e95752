import { defectSetsAmong } from '../instruments'
import type { Handlers } from '../store/context'
import type { SearchHit } from '../store/types'

/** Hash route that opens a found record. */
function linkOf(hit: Pick<SearchHit, 'kind' | 'id' | 'subject'>, defects: ReadonlySet<string>): string {
  const inCase = (tab: string) => (hit.subject === null ? '/work' : `/cases/${hit.subject}/${tab}`)
  switch (hit.kind) {
    case 'case':
      return `/cases/${hit.id}`
    case 'comment':
      return inCase('discussion')
    case 'file':
      return inCase('files')
    case 'task':
      return inCase('tasks')
    case 'action':
      return inCase('actions')
    case 'evidence':
      return `${inCase('evidence')}?piece=${hit.id}`
    case 'diagram':
      return `/studio/${hit.id}`
    case 'cause': {
      const [diagram, node] = hit.id.split('.')
      return `/studio/${diagram ?? ''}?node=${node ?? ''}`
    }
    case 'set':
      return defects.has(hit.id) ? `/defects/${hit.id}` : `/sets/${hit.id}`
    case 'person':
      return `/people/users?open=${hit.id}`
    default:
      return `/${hit.kind}s/${hit.id}`
  }
}

const pairs = (marks: SearchHit['titleMarks']): [number, number][] => marks.map(([from, to]) => [from, to])

/** Search over everything. */
export const searchHandlers = {
  'search.find': (ctx, input) => {
    const answer = ctx.store.search({
      text: input.text,
      limit: Math.min(100, input.limit),
      ...(input.kinds.length === 0 ? {} : { kinds: input.kinds })
    })
    const sets = answer.groups.flatMap(group => (group.kind === 'set' ? group.hits : []))
    const defects = defectSetsAmong(
      ctx.db,
      sets.map(hit => hit.id)
    )
    return {
      total: answer.total,
      groups: answer.groups.map(group => ({
        kind: group.kind,
        total: group.count,
        hits: group.hits.map(hit => ({
          kind: hit.kind,
          id: hit.id,
          title: hit.title,
          subtitle: hit.subtitle,
          snippet: hit.snippet,
          titleRanges: pairs(hit.titleMarks),
          snippetRanges: pairs(hit.snippetMarks),
          link: linkOf(hit, defects)
        }))
      }))
    }
  }
} satisfies Partial<Handlers>
