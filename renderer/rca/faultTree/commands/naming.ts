import { treeOf, targetOf, type TreeNodes } from '../tree'
import { intentOf, loops, setting, take, type Made } from './edit'

/**
 * An event just added and then called as another gate or event is (by name or label) is meant to be that one: it
 * becomes a repeat. Null where nothing is called so, where the event says something already, or is used elsewhere.
 */
export function asRepeatOf(nodes: TreeNodes, place: string, text: string): Made {
  const input = nodes.get(place)
  const words = text.trim().toLowerCase()
  if (input?.type !== 'input' || input.parent === null || words === '') return null
  const own = targetOf(nodes, input.data.of)
  const tree = treeOf(nodes)
  if (own?.type !== 'event' || own.data.label !== '' || own.data.model.kind !== 'none') return null
  if ((tree.uses.get(own.id)?.length ?? 0) !== 1) return null
  for (const node of nodes.values()) if (node.parent === own.id) return null
  const other = [...tree.events, ...tree.gates].find(
    one =>
      one.id !== own.id &&
      (one.data.name.toLowerCase() === words || one.data.label.trim().toLowerCase() === words)
  )
  if (other === undefined || loops(tree, input.parent, other.id)) return null
  if (tree.groups.some(group => group.data.members.includes(own.id))) return null
  const change = setting(input, 'of', other.id)
  return change === null
    ? null
    : { intent: intentOf('repeat', { name: other.data.name }), changes: [change, take(own)], select: place }
}
