/** What is selected: the same for the canvas and the outline. */
export interface Selection {
  readonly nodes: ReadonlySet<string>
  /** The one with the focus ring: keys act on it, and arrows start from it; always among the selected. */
  readonly focus: string | null
  /** Where a range of Shift begins. */
  readonly anchor: string | null
}

/** Nothing selected. */
export const nothingSelected: Selection = { nodes: new Set(), focus: null, anchor: null }

/** One alone. */
export const only = (node: string): Selection => ({ nodes: new Set([node]), focus: node, anchor: node })

/** Some, the last of them focused. */
export function several(nodes: readonly string[]): Selection {
  const last = nodes.at(-1)
  return last === undefined
    ? nothingSelected
    : { nodes: new Set(nodes), focus: last, anchor: nodes[0] ?? last }
}

/** Ctrl and click: one more or one less. */
export function toggled(selection: Selection, node: string): Selection {
  const nodes = new Set(selection.nodes)
  if (!nodes.delete(node)) nodes.add(node)
  if (nodes.has(node)) return { nodes, focus: node, anchor: node }
  const focus =
    selection.focus !== null && nodes.has(selection.focus) ? selection.focus : ([...nodes].at(-1) ?? null)
  return { nodes, focus, anchor: focus }
}

/** Shift: all from the anchor to a node, in the order given. */
export function ranged(selection: Selection, node: string, order: readonly string[]): Selection {
  const anchor = selection.anchor ?? node
  const [from, to] = [order.indexOf(anchor), order.indexOf(node)]
  if (from < 0 || to < 0) return only(node)
  const nodes = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1))
  return { nodes, focus: node, anchor }
}

/** A marquee: what it holds, with what was selected before where it adds. */
export function framed(before: Selection, held: readonly string[], adds: boolean): Selection {
  const nodes = new Set(adds ? [...before.nodes, ...held] : held)
  const focus = held.at(-1) ?? (adds ? before.focus : null)
  return { nodes, focus, anchor: focus }
}

/** Without what is no longer there; the same object where nothing is gone. */
export function present(selection: Selection, has: (node: string) => boolean): Selection {
  if ([...selection.nodes].every(has)) return selection
  return several([...selection.nodes].filter(has))
}
