import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { Drop } from '../../diagram/canvas/lights'
import type { Ended, Typing } from '../../diagram/canvas/TypingBox'
import { addExisting, moveInput, outdent, setField, type Made, type Slot } from './commands/edit'
import { asRepeatOf } from './commands/naming'
import { fold } from './commands/shape'
import { child, placeAbove, pressed, type Flow } from './keys'
import { recordAt, type Target, wouldLoop } from './tree'
import { copy, paste } from './useClipboard'
import { newId, type TreeEditor } from './useTree'

/** What the picture and the outline have in common: both are typed in alike. */
export interface Hands {
  readonly typing: Typing | null
  onType(place: string, text: string | null): boolean
  onTyped(place: string, text: string, how: Ended): void
  onUntyped(): void
  onKey(event: KeyboardEvent<HTMLTextAreaElement>): void
  onCopy(event: ClipboardEvent, cut: boolean): void
  onPaste(event: ClipboardEvent): void
  mayDrag(place: string): boolean
  mayDrop(drop: Drop): boolean
  readonly onDrop?: (drop: Drop) => void
}

// Shift with the keys of pasting puts the same events in once more instead of copies of them.
let shifted = false

/**
 * Hands of one of the two.
 * @param active true for the one that people type in; the other shows no field
 */
export function handsOf(editor: TreeEditor, flow: Flow, active: boolean): Hands {
  const { open } = editor
  return {
    typing: active ? editor.typing : null,
    onType: (place, text) => {
      const record = recordAt(open.nodes, place)
      if (open.readOnly || record === null) return false
      editor.type({ node: place, text: text ?? record.data.label, typed: text !== null })
      return true
    },
    onTyped: (place, text, how) => {
      editor.type(null)
      const record = recordAt(open.nodes, place)
      // From what stood there when the writing began: what somebody made of it meanwhile is not written over.
      const { writingFrom } = editor
      if (record !== null && writingFrom.trim() !== text)
        editor.run(
          asRepeatOf(open.nodes, place, text) ??
            setField(open.nodes, record.id, 'label', text, 'rename', writingFrom)
        )
      if (how === 'tab') editor.run(child(editor, { type: 'event' }), 'write')
      const above = how === 'out' ? placeAbove(editor, place) : null
      if (above !== null) editor.run(outdent(open.session.state.nodes, place, above))
    },
    onUntyped: () => {
      editor.type(null)
    },
    onKey: event => {
      shifted = event.shiftKey
      if (pressed(editor, event, flow)) event.preventDefault()
    },
    onCopy: (event, cut) => {
      copy(editor, event, cut)
    },
    onPaste: event => {
      paste(editor, event, shifted)
    },
    mayDrag: place => !open.readOnly && open.nodes.get(place)?.type === 'input',
    mayDrop: drop => !open.readOnly && slotFor(editor, drop) !== null,
    ...(open.readOnly
      ? {}
      : {
          onDrop: (drop: Drop) => {
            dropped(editor, drop)
          }
        })
  }
}

/** Folds or unfolds the gate of a place; follows a transfer to its page. */
export function foldHere(editor: TreeEditor, at = editor.selection.focus): void {
  const place = editor.places.get(at ?? '')
  if (place?.record.type !== 'gate') return
  if (place.showing === 'transfer' || place.showing === 'repeat') follow(editor, place.id)
  else editor.run(fold(editor.open.nodes, [place.record.id], place.showing !== 'folded'))
}

/** Goes to where a repeat or transfer is drawn; for an event to its next place. */
export function follow(editor: TreeEditor, at = editor.selection.focus): void {
  const place = editor.places.get(at ?? '')
  if (place === undefined) return
  if (place.record.type === 'gate') {
    if (place.showing === 'transfer' || place.showing === 'repeat') editor.show(place.record.id)
    return
  }
  const uses = editor.tree.uses.get(place.record.id) ?? []
  const next = uses[(uses.findIndex(input => input.id === place.id) + 1) % Math.max(1, uses.length)]
  if (next !== undefined && next.id !== place.id) editor.show(next.id)
}

/** Where something dragged would go; null where it cannot. */
function slotFor({ open, tree }: TreeEditor, { nodes, target, where }: Drop): Slot | null {
  const record = recordAt(open.nodes, target)
  const input = open.nodes.get(target)
  const slot: Slot | null =
    where === 'into'
      ? record?.type === 'gate'
        ? { gate: record.id }
        : null
      : input?.type === 'input' && input.parent !== null
        ? where === 'before'
          ? { gate: input.parent, before: target }
          : { gate: input.parent, after: target }
        : null
  if (slot === null) return null
  const fits = nodes.every(place => {
    const moved = recordAt(open.nodes, place)
    return place !== target && moved !== null && !wouldLoop(tree, slot.gate, moved.id)
  })
  return fits ? slot : null
}

function dropped(editor: TreeEditor, drop: Drop): void {
  let { where, target } = drop
  for (const place of drop.nodes) {
    const slot = slotFor({ ...editor, ...live(editor) }, { nodes: [place], target, where })
    if (slot === null) continue
    editor.run(moveInput(live(editor).open.nodes, place, slot))
    // The next goes behind this one: several keep their order.
    if (where !== 'into') {
      where = 'after'
      target = place
    }
  }
}

/** The editor over the records as they are after the step before. */
function live(editor: TreeEditor): Pick<TreeEditor, 'open'> {
  return { open: { ...editor.open, nodes: editor.open.session.state.nodes } }
}

/** Puts a gate or event into the focused gate once more. */
export function repeatInto(editor: TreeEditor, target: string): Made {
  const slot = repeatSlot(editor)
  return slot === null ? null : addExisting(editor.open.nodes, slot, target, newId)
}

/** Where a repeat goes: into the gate that has the focus, or beside the event. */
function repeatSlot({ record, open, selection }: TreeEditor): Slot | null {
  const input = open.nodes.get(selection.focus ?? '')
  return record?.type === 'gate'
    ? { gate: record.id }
    : input?.type === 'input' && input.parent !== null
      ? { gate: input.parent, after: input.id }
      : null
}

/** Gates and events that can go in once more where the focus is: none that would lead back to itself. */
export function repeatable(editor: TreeEditor): readonly Target[] {
  const slot = repeatSlot(editor)
  const { tree } = editor
  if (slot === null) return []
  return [...tree.events, ...tree.gates.filter(gate => !wouldLoop(tree, slot.gate, gate.id))]
}
