import { applied } from '@contract/diagram/change'
import type { DiagramKind } from '@contract/diagram/kinds'
import { childrenOf, type DiagramNode, type Nodes } from '@contract/diagram/node'
import { type ClipboardEvent, type KeyboardEvent, useMemo, useState } from 'react'
import type { Ended, Typing } from '../../diagram/canvas/TypingBox'
import { nothingSelected, only, present, type Selection, several } from '../../diagram/canvas/selection'
import type { Drop } from '../../diagram/canvas/lights'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { carriedOf, clipOf, clipType, copied, pasted, type TextTree } from '../../diagram/tree/clipboard'
import * as commands from '../../diagram/tree/commands'
import { drawn, inOrder, isLoose, type Step, short, type TreeDoc } from '../../diagram/tree/model'
import { toastFault } from '../../ui/toasts'

import { useTreeKeys } from './useTreeKeys'

/** The two that show a tree: both have the same keys. */
export type Pane = 'canvas' | 'outline'

/** A tree being edited: what is seen of it, and what keys and mouse do. */
export interface TreeEditing {
  /** With the node that is being written but is not made yet. */
  readonly doc: TreeDoc
  readonly selection: Selection
  readonly select: (selection: Selection) => void
  readonly typing: Typing | null
  /** Where it is written. */
  readonly typingIn: Pane
  readonly type: (node: string, typed: string | null, pane: Pane) => boolean
  readonly typed: (node: string, text: string, how: Ended) => void
  readonly untyped: () => void
  readonly key: (event: KeyboardEvent, pane: Pane) => void
  readonly fold: () => void
  readonly copy: (event: ClipboardEvent, cut: boolean) => void
  readonly paste: (event: ClipboardEvent) => void
  readonly drop: (drop: Drop) => void
  readonly mayDrop: (drop: Drop) => boolean
  readonly mayDrag: (node: string) => boolean
  /** Make a step, and select what it made. */
  readonly run: (step: Step | null) => void
  /** Stand on a node, unfolding what hides it. */
  readonly reach: (node: string) => void
  /** Begin to write a new node below (or beside) one. */
  readonly begin: (where: 'child' | 'sibling' | 'before', node: string) => void
}

interface Settings {
  /** What a node is called where its own text is empty. */
  readonly nameOf: (node: DiagramNode) => string
  /** Reads what was pasted as plain text: an indented list, a CSV. */
  readonly read: (text: string) => readonly TextTree[]
  /** Node to stand on at first; '' = the head. */
  readonly first?: string
}

const nodesOf = (open: OpenDiagram): Nodes => open.nodes
const childrenIn = (open: OpenDiagram): TreeDoc['children'] => open.children

/**
 * Types a tree as an outline is typed: Enter makes a sibling, Tab a child. A new node is only made once it says
 * something, so the history holds no empty ones and one undo takes one cause back.
 */
export function useTree<K extends DiagramKind>(open: OpenDiagram<K>, settings: Settings): TreeEditing {
  const { readOnly } = open
  const real = nodesOf(open)
  const children = childrenIn(open)
  const [draft, setDraft] = useState<Step | null>(null)
  const [typing, setTyping] = useState<Typing | null>(null)
  /** What a node said when somebody began to write on it, and how that was shown. */
  const [writing, setWriting] = useState({ from: '', shown: '' })
  const [pane, setPane] = useState<Pane>('canvas')
  const [chosen, setChosen] = useState<Selection>(() => {
    const first = real.has(settings.first ?? '') ? settings.first : headOf(real)
    return first === undefined ? nothingSelected : only(first)
  })
  const kind = open.diagram.kind
  const doc = useMemo((): TreeDoc => {
    const seen = draft === null ? null : applied(real, draft.changes)
    return seen?.ok === true
      ? { kind, nodes: seen.nodes, children: childrenOf(seen.nodes) }
      : { kind, nodes: real, children }
  }, [kind, real, children, draft])
  const selection = useMemo(() => present(chosen, id => doc.nodes.has(id)), [chosen, doc])
  const facts = (): TreeDoc => ({ kind, nodes: real, children })
  useTreeKeys(readOnly)

  const run = (step: Step | null): void => {
    if (step === null || readOnly) return
    open.session.change(step.intent, step.changes)
    setChosen(several(step.select))
  }
  const begin: TreeEditing['begin'] = (where, node) => {
    if (readOnly) return
    const id = newNodeId()
    const now = facts()
    const step =
      where === 'child'
        ? commands.addChild(now, node, id)
        : commands.addSibling(now, node, id, '', where === 'before')
    if (step === null) return
    const unfold = where === 'child' ? commands.fold(now, node, false) : null
    setDraft({ ...step, changes: [...(unfold?.changes ?? []), ...step.changes] })
    setChosen(only(id))
    setTyping({ node: id, text: '', typed: true })
  }
  const drop = (): void => {
    setDraft(null)
    setTyping(null)
  }
  /** Goes on writing a node that is not made yet, elsewhere in the tree; nothing happens where it cannot be. */
  const relocate = (step: Step | null, text: string): void => {
    if (step === null) {
      // Its words are still there: written on where it is.
      setTyping(before => before && { ...before, text, typed: true })
      return
    }
    const [id] = step.select
    if (id === undefined) return
    setDraft(step)
    setChosen(only(id))
    setTyping({ node: id, text, typed: true })
  }
  const rename = (node: string, text: string): void => {
    const { from, shown } = writing
    if (text === '' || text === shown) return
    // From what stood there when the writing began: what somebody made of it meanwhile is not written over.
    open.session.set(node, 'text', text, { key: 'rename', params: { text: short(text) } }, { from })
    setChosen(only(node))
  }
  const typed: TreeEditing['typed'] = (node, text, how) => {
    const fresh = draft
    const made = fresh?.changes.at(-1)
    if (made?.op !== 'add') {
      drop()
      rename(node, text)
      if (how === 'tab') begin('child', node)
      else if (how === 'out') run(commands.outdent(facts(), [node]))
      return
    }
    if (how === 'out' || (how === 'tab' && text === '')) {
      relocate(
        how === 'out' ? commands.movedOut(facts(), made.node) : commands.movedIn(facts(), made.node),
        text
      )
      return
    }
    drop()
    if (text === '') {
      // An empty line ends the writing: back to what stands before it.
      setChosen(several(beforeOf(facts(), made.node)))
      return
    }
    const whole: DiagramNode = { ...made.node, data: { ...made.node.data, text } }
    const changes = [...(fresh?.changes.slice(0, -1) ?? []), { op: 'add' as const, node: whole }]
    open.session.change({ key: 'add', params: { text: short(text) } }, changes)
    setChosen(only(node))
    // The session has it at once; this render's records do not.
    const then = applied(real, changes)
    if (how === 'left' || how === 'done' || !then.ok) return
    const after: TreeDoc = { kind, nodes: then.nodes, children: childrenOf(then.nodes) }
    const id = newNodeId()
    const next = how === 'tab' ? commands.addChild(after, node, id) : commands.addSibling(after, node, id)
    if (next === null) return
    setDraft(next)
    setChosen(only(id))
    setTyping({ node: id, text: '', typed: true })
  }
  const untyped = (): void => {
    const made = draft?.changes.at(-1)
    if (made?.op === 'add') setChosen(several(beforeOf(facts(), made.node)))
    drop()
  }
  const type: TreeEditing['type'] = (node, text, from) => {
    const found = real.get(node)
    if (readOnly || found === undefined || typeof found.data['text'] !== 'string') return false
    const shown = settings.nameOf(found)
    setPane(from)
    setChosen(only(node))
    setWriting({ from: found.data['text'], shown })
    setTyping(text === null ? { node, text: shown, typed: false } : { node, text, typed: true })
    return true
  }
  const ids = [...selection.nodes]
  const { focus } = selection
  const key: TreeEditing['key'] = (event, from) => {
    setPane(from)
    const chord = event.ctrlKey || event.metaKey
    const take = (step: Step | null): void => {
      event.preventDefault()
      run(step)
    }
    if (chord && !event.altKey && event.key.toLowerCase() === 'a') {
      event.preventDefault()
      setChosen(several(inOrder(doc).map(node => node.id)))
    } else if (chord) return
    else if (event.altKey) {
      if (event.key === 'ArrowUp') take(commands.moveBy(facts(), ids, -1))
      else if (event.key === 'ArrowDown') take(commands.moveBy(facts(), ids, 1))
      else if (event.key === 'ArrowLeft') take(commands.outdent(facts(), ids))
      else if (event.key === 'ArrowRight') take(commands.indent(facts(), ids))
    } else if (focus === null) return
    else if (event.key === 'Enter') {
      event.preventDefault()
      begin(event.shiftKey ? 'before' : 'sibling', focus)
    } else if (event.key === 'Tab') {
      if (readOnly) return
      event.preventDefault()
      if (event.shiftKey) run(commands.outdent(facts(), ids))
      else begin('child', focus)
    } else if (event.key === 'Insert') {
      event.preventDefault()
      begin('child', focus)
    } else if (event.key === 'Delete' || event.key === 'Backspace') take(commands.remove(facts(), ids))
    else if (event.key === 'Escape') {
      event.preventDefault()
      setChosen(nothingSelected)
    }
  }
  const moved = ({ nodes, target, where }: Drop): Step | null => {
    const now = facts()
    const onto = now.nodes.get(target)
    if (onto === undefined) return null
    if (where === 'into' || onto.parent === null) return commands.moveTo(now, nodes, target, null)
    const siblings = drawn(now, onto.parent)
    const at = siblings.findIndex(one => one.id === target)
    const before = where === 'before' ? target : (siblings[at + 1]?.id ?? null)
    return commands.moveTo(now, nodes, onto.parent, before)
  }
  return {
    doc,
    selection,
    select: setChosen,
    typing,
    typingIn: pane,
    type,
    typed,
    untyped,
    key,
    run,
    reach: node => {
      run(commands.uncover(facts(), node))
      setChosen(only(node))
    },
    begin,
    fold: () => {
      const node = focus === null ? undefined : real.get(focus)
      if (node !== undefined && drawn(doc, node.id).length > 0)
        run(commands.fold(facts(), node.id, node.data['collapsed'] !== true))
    },
    copy: (event, cut) => {
      if (ids.length === 0) return
      event.preventDefault()
      const now = facts()
      const spoken = new Map(
        [...now.nodes].map(([id, node]) => [
          id,
          'text' in node.data ? { ...node, data: { ...node.data, text: settings.nameOf(node) } } : node
        ])
      )
      const clip = copied({ ...now, nodes: spoken, children: childrenOf(spoken) }, ids)
      event.clipboardData.setData('text/plain', clip.text)
      event.clipboardData.setData(clipType, clip.json)
      if (cut) run(commands.remove(now, ids))
    },
    paste: event => {
      const parent = focus ?? headOf(real) ?? null
      if (readOnly || parent === null) return
      event.preventDefault()
      try {
        const carried = clipOf(event.clipboardData.getData(clipType))
        const trees = carried ?? carriedOf(settings.read(event.clipboardData.getData('text/plain')))
        run(pasted(facts(), parent, trees, newNodeId))
      } catch (fault) {
        toastFault(fault)
      }
    },
    drop: one => {
      run(moved(one))
    },
    mayDrop: one => moved(one) !== null,
    mayDrag: node => !readOnly && isLoose(real.get(node))
  }
}

/** What is selected when a node that was not made in the end goes: the sibling before it, or its parent. */
function beforeOf(doc: TreeDoc, node: DiagramNode): readonly string[] {
  const before = drawn(doc, node.parent).findLast(one => one.rank < node.rank)?.id ?? node.parent
  return before === null ? [] : [before]
}

/** The one node that stands on its own and is drawn first. */
function headOf(nodes: Nodes): string | undefined {
  for (const node of nodes.values()) if (node.parent === null) return node.id
  return undefined
}
