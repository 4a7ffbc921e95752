import { paretoKeys } from '@contract/pareto'
import { json, maybe, text } from '../../store/rows'
import type { Row } from '../../store/types'
import type { Json } from '@contract/json'
import type { FactTable } from '../table'
import { numberIn, objectsOf, wordIn } from './json-list'
import type { Spec } from './keeper'
import { dayOf, tableOf } from './records'

/** The table of causes; `risk` is likelihood x impact where both were said. */
export function causeTable(): FactTable {
  return tableOf({
    texts: ['place', 'label', 'title', 'kind', 'state', 'category', 'caseId', 'day'],
    numbers: ['risk']
  })
}

interface Node {
  readonly id: string
  readonly type: string
  readonly parent: string
  readonly text: string
  readonly state: string
  readonly key: string
  readonly risk: number
}

function nodesOf(list: Json): Node[] {
  return objectsOf(list).map(node => ({
    id: wordIn(node, 'id'),
    type: wordIn(node, 'type'),
    parent: wordIn(node, 'parent'),
    text: wordIn(node, 'text'),
    state: wordIn(node, 'state'),
    key: wordIn(node, 'key'),
    risk: numberIn(node, 'likelihood') * numberIn(node, 'impact')
  }))
}

/** The category or leg a cause hangs on; its own where the chain of whys ends in one. */
function categoryOf(nodes: ReadonlyMap<string, Node>, node: Node): string {
  let at: Node | undefined = node
  for (let depth = 0; at !== undefined && depth < 10_000; depth++) {
    if (at.key !== '') return at.key
    if (at.type === 'category' || at.type === 'leg') return at.text
    at = nodes.get(at.parent)
  }
  return paretoKeys.none
}

/**
 * How diagrams become causes: causes of a fishbone and answers of a 5-Why, each a row of its own. Templates and
 * diagrams that were removed hold none.
 */
export function causeSpec(table: FactTable): Spec {
  return {
    entities: ['diagram'],
    sql: rest =>
      `SELECT x.id, x.title, x.kind, x.caseId, x.createdAt, x.removedAt, x.templateFor, (
         SELECT json_group_array(json_object('id', n.id, 'type', n.type, 'parent', n.parent, 'text', n.text,
           'state', n.state,
           'key', coalesce(nullif(json_extract(n.data, '$.key'), ''), json_extract(n.data, '$.root.category'),
             json_extract(n.data, '$.leg')),
           'likelihood', json_extract(n.data, '$.likelihood'), 'impact', json_extract(n.data, '$.impact')))
         FROM diagram_node n WHERE n.diagramId = x.id AND n.type IN ('category', 'cause', 'leg', 'why')
       ) AS nodes FROM diagram x ${rest}`,
    put: row => {
      const id = text(row['id'], 'id')
      table.put(id, isShown(row) ? causesOf(id, row) : [])
    },
    remove: id => {
      table.remove(id)
    },
    ids: () => table.owners()
  }
}

function isShown(row: Row): boolean {
  return row['removedAt'] === null && row['templateFor'] === null
}

function causesOf(id: string, row: Row) {
  const nodes = new Map(nodesOf(json(row['nodes'], 'nodes')).map(node => [node.id, node]))
  const shared = [text(row['title'], 'title'), text(row['kind'], 'kind')]
  const rest = [
    maybe(text)(row['caseId'] ?? null, 'caseId') ?? '',
    dayOf(text(row['createdAt'], 'createdAt'))
  ]
  return [...nodes.values()]
    .filter(node => node.type === 'cause' || node.type === 'why')
    .map(node => ({
      key: `${id}.${node.id}`,
      // The diagram, with this cause selected.
      texts: [`${id}?node=${node.id}`, node.text, ...shared, node.state, categoryOf(nodes, node), ...rest],
      numbers: [1, node.risk]
    }))
}
