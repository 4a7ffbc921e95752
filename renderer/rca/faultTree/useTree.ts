import { useMemo, useState } from 'react'
import { nothingSelected, only, present, several, type Selection } from '../../diagram/canvas/selection'
import type { Typing } from '../../diagram/canvas/TypingBox'
import { newNodeId } from '../../diagram/session/ids'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import type { Command, Made } from './commands/edit'
import { recordAt, targetOf, treeOf, type Target, type Tree } from './tree'
import { flat, pagesOf, placesOf, type Page, type Pages, type Place } from './view'

/** An open fault tree as its editor and panels see it. */
export interface TreeEditor {
  readonly open: OpenDiagram<'faultTree'>
  readonly tree: Tree
  readonly pages: Pages
  readonly page: Page | null
  /** What the page shows; null for a tree without gates. */
  readonly top: Place | null
  /** Places of the page by id. */
  readonly places: ReadonlyMap<string, Place>
  readonly selection: Selection
  readonly typing: Typing | null
  /** What stood there when the writing began. */
  readonly writingFrom: string
  /** Gate or event that has the focus, or that is shown though it is drawn nowhere. */
  readonly record: Target | null
  select(selection: Selection): void
  type(typing: Typing | null): void
  /** Turn to a page. */
  turn(page: string): void
  /** Show a gate or event where it is drawn first, or a place, on whatever page; what hides it is opened. */
  show(id: string): void
  /** Make a command; what it selects is selected, and begins to be written where told. */
  run(made: Made, then?: 'write'): void
}

/** Id for a new record: one for all commands. */
export const newId = newNodeId

/** State of the editor: page, selection, what is written. Records are the session's. */
export function useTree(open: OpenDiagram<'faultTree'>): TreeEditor {
  const { session, readOnly } = open
  const tree = treeOf(open.nodes)
  const pages = pagesOf(tree)
  const [pageId, setPage] = useState<string | null>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [asked, setSelection] = useState<Selection>(nothingSelected)
  const [aside, setAside] = useState<string | null>(null)
  const [typing, setTyping] = useState<Typing | null>(null)
  const [writingFrom, setWritingFrom] = useState('')
  const write = (next: Typing | null): void => {
    if (next !== null)
      setWritingFrom(recordAt(treeOf(session.state.nodes).nodes, next.node)?.data.label ?? '')
    setTyping(next)
  }
  const page = pages.byId.get(pageId ?? '') ?? pages.list[0] ?? null
  const shownPage = page?.id ?? ''
  const top = useMemo(() => placesOf(tree, pages, shownPage, opened), [tree, pages, shownPage, opened])
  const places = useMemo(() => new Map(top === null ? [] : flat(top).map(place => [place.id, place])), [top])
  const selection = useMemo(() => present(asked, id => places.has(id)), [asked, places])

  const reveal = (place: string, of: Tree): void => {
    const way = wayTo(of, pagesOf(of), place)
    setPage(way.page)
    if (way.folded.length > 0) setOpened(before => new Set([...before, ...way.folded]))
    setSelection(only(place))
  }
  const run = (made: Command | null, then?: 'write'): void => {
    if (made === null || readOnly) return
    session.change(made.intent, made.changes)
    if (made.select === null) return
    const now = treeOf(session.state.nodes)
    const place = placeOf(now, made.select)
    if (place === null) return
    reveal(place, now)
    const record = recordAt(now.nodes, place)
    if (then === 'write' && record !== null) write({ node: place, text: record.data.label, typed: false })
  }
  const show = (id: string): void => {
    const place = placeOf(tree, id)
    if (place !== null) reveal(place, tree)
    else {
      // Drawn nowhere: its properties are all there is to show.
      setSelection(nothingSelected)
      setAside(id)
    }
  }
  return {
    open,
    tree,
    pages,
    page,
    top,
    places,
    selection,
    typing: typing !== null && places.has(typing.node) ? typing : null,
    record:
      selection.focus === null ? targetOf(open.nodes, aside ?? '') : recordAt(open.nodes, selection.focus),
    select: next => {
      setAside(null)
      setSelection(next)
    },
    writingFrom,
    type: write,
    turn: id => {
      setPage(id)
      setSelection(several([id]))
    },
    show,
    run
  }
}

/** The place of a record or of a place itself; null for what is drawn nowhere. */
function placeOf(tree: Tree, id: string): string | null {
  if (tree.nodes.get(id)?.type === 'input') return id
  return targetOf(tree.nodes, id) === null ? null : (pagesOf(tree).home.get(id)?.place ?? null)
}

/** Page of a place, and the folded gates above it. */
function wayTo(
  tree: Tree,
  pages: Pages,
  place: string
): { readonly page: string; readonly folded: readonly string[] } {
  const folded: string[] = []
  let at = tree.nodes.get(place)
  while (at?.type === 'input') {
    const gate = tree.nodes.get(at.parent ?? '')
    if (gate?.type !== 'gate') break
    if (gate.data.collapsed) folded.push(gate.id)
    const home = pages.home.get(gate.id)
    if (home === undefined || home.place === gate.id) return { page: gate.id, folded }
    at = tree.nodes.get(home.place)
  }
  return { page: place, folded }
}
