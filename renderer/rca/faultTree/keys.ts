import { addNew, indent, moveBy, outdent, type Beginning, type Made } from './commands/edit'
import { develop, removeInputs } from './commands/shape'
import { newId, type TreeEditor } from './useTree'

/** The input above which a place hangs; null at the top of a page. */
export function placeAbove(editor: TreeEditor, place: string): string | null {
  const input = editor.tree.nodes.get(place)
  if (input?.type !== 'input' || input.parent === null) return null
  return editor.pages.home.get(input.parent)?.place ?? null
}

/** A new input behind the focused place; at the top of a page, below it. */
export function sibling(editor: TreeEditor, what: Beginning, before = false): Made {
  const { tree, open, selection } = editor
  const { focus } = selection
  if (focus === null)
    return tree.gates.length === 0 ? addNew(open.nodes, null, { type: 'gate' }, newId) : null
  const input = tree.nodes.get(focus)
  if (input?.type !== 'input' || input.parent === null) return child(editor, what)
  const slot = before ? { gate: input.parent, before: focus } : { gate: input.parent, after: focus }
  return addNew(open.nodes, slot, what, newId)
}

/** A new input of the focused gate. An event is made a gate first: two steps, each of which can be undone. */
export function child(editor: TreeEditor, what: Beginning): Made {
  const { record, open } = editor
  if (record === null) return null
  if (record.type === 'gate') return addNew(open.nodes, { gate: record.id }, what, newId)
  editor.run(develop(open.nodes, record.id, newId))
  const now = editor.open.session.state.nodes
  const input = now.get(editor.selection.focus ?? '')
  return input?.type === 'input' ? addNew(now, { gate: input.data.of }, what, newId) : null
}

const event: Beginning = { type: 'event' }
const gate: Beginning = { type: 'gate' }

/** Way in which inputs lie from their gate: down in the picture, to the right in the outline. */
export type Flow = 'down' | 'right'

/** What a key does to the tree; true where it did something. */
export function pressed(
  editor: TreeEditor,
  {
    key,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey
  }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  flow: Flow
): boolean {
  const { open, selection, run } = editor
  const { focus } = selection
  const mod = ctrlKey || metaKey
  if (open.readOnly) return false
  if (key === 'Enter' && !altKey) {
    run(sibling(editor, mod ? gate : event, shiftKey), 'write')
    return true
  }
  if (focus === null) return false
  if (key === 'Tab' && !mod && !altKey) {
    const above = placeAbove(editor, focus)
    if (!shiftKey) run(child(editor, event), 'write')
    else if (above !== null) run(outdent(open.nodes, focus, above))
    return true
  }
  if ((key === 'Delete' || key === 'Backspace') && !mod) {
    run(removeInputs(open.nodes, [...selection.nodes], shiftKey ? 'input' : 'unused'))
    return true
  }
  if (!altKey || mod) return false
  // Siblings lie across the flow: beside one another in the picture, below one another in the outline.
  const [back, on, out, into] =
    flow === 'down'
      ? ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
      : ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
  const above = placeAbove(editor, focus)
  if (key === back) run(moveBy(open.nodes, focus, -1))
  else if (key === on) run(moveBy(open.nodes, focus, 1))
  else if (key === out && above !== null) run(outdent(open.nodes, focus, above))
  else if (key === into) run(indent(open.nodes, focus))
  else return false
  return true
}
