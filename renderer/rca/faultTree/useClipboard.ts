import type { ClipboardEvent } from 'react'
import { copyOf, pasteCopy, pasteList, pasteRepeat, readCopied } from './commands/clipboard'
import type { Slot } from './commands/edit'
import { removeInputs } from './commands/shape'
import { newId, type TreeEditor } from './useTree'

/** MIME type under which records travel beside their plain text. */
const clipType = 'application/x-fabcase-fault-tree+json'

/** Where a paste goes: into the gate that has the focus, behind an event. */
function slotOf({ open, selection, record }: TreeEditor): Slot | null {
  const { focus } = selection
  if (focus === null || record === null) return null
  if (record.type === 'gate') return { gate: record.id }
  const input = open.nodes.get(focus)
  return input?.type === 'input' && input.parent !== null ? { gate: input.parent, after: focus } : null
}

/** Copies what is selected; with `cut` takes it away. */
export function copy(editor: TreeEditor, event: ClipboardEvent, cut: boolean): void {
  const { open, selection } = editor
  const made = copyOf(open.nodes, open.id, [...selection.nodes])
  if (made === null) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', made.text)
  event.clipboardData.setData(clipType, made.json)
  if (cut && !open.readOnly) editor.run(removeInputs(open.nodes, [...selection.nodes]))
}

/** Pastes records as copies (as repeats where they were taken to be), or any indented list. */
export function paste(editor: TreeEditor, event: ClipboardEvent, asRepeat: boolean): void {
  const { open } = editor
  const text = event.clipboardData.getData('text/plain')
  const copied = readCopied(event.clipboardData.getData(clipType))
  if (open.readOnly || (text.trim() === '' && copied === null)) return
  event.preventDefault()
  const slot = slotOf(editor)
  if (copied === null) editor.run(pasteList(open.nodes, slot, text, newId))
  else if (asRepeat && slot !== null && copied.from === open.id)
    editor.run(pasteRepeat(open.nodes, slot, copied.roots, newId))
  else editor.run(pasteCopy(open.nodes, slot, copied, newId))
}
