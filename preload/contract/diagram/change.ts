import { z } from 'zod'
import { id } from '../fields'
import type { Json } from '../json'
import { anyField, anyNode, isWithin, type DiagramNode, type Nodes } from './node'

const place = z.object({ parent: id.nullable(), rank: z.string().regex(/^[0-9A-Za-z]{1,200}$/) }).strict()

/**
 * One change of a diagram, as data. Each says what was there before: so it can be undone, and so nobody writes over
 * what they have not seen.
 */
export const change = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), node: anyNode }).strict(),
  /** The node as it was, childless by then: its children go before it. */
  z.object({ op: z.literal('remove'), node: anyNode }).strict(),
  z.object({ op: z.literal('move'), id, from: place, to: place }).strict(),
  /** One field of a node's data; null for a field that is not there. */
  z.object({ op: z.literal('set'), id, field: z.string().max(40), from: anyField, to: anyField }).strict()
])

/** One change of a diagram. */
export type Change = z.infer<typeof change>

/** Why a change cannot be made where things stand now. */
export type Clash =
  | { readonly why: 'gone'; readonly id: string }
  | { readonly why: 'exists'; readonly id: string }
  | {
      readonly why: 'field'
      readonly id: string
      readonly field: string
      readonly mine: Json
      readonly theirs: Json
    }
  | { readonly why: 'moved'; readonly id: string }
  | { readonly why: 'children'; readonly id: string }
  | { readonly why: 'cycle'; readonly id: string }

/** Nodes after some changes, or the first change that does not fit. */
export type Applied<N extends DiagramNode> =
  | { readonly ok: true; readonly nodes: Nodes<N> }
  | { readonly ok: false; readonly clash: Clash; readonly at: number }

/** True for equal JSON; the order of keys does not count. */
export function sameJson(a: Json, b: Json): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item: Json, i) => sameJson(item, (b[i] ?? null) as Json))
    )
  const [left, right] = [a as Readonly<Record<string, Json>>, b as Readonly<Record<string, Json>>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => Object.hasOwn(right, key) && sameJson(left[key] ?? null, right[key] ?? null))
  )
}

/**
 * Makes changes one after the other, all or none. The nodes given are left as they are.
 * Time: the number of changes, but for one copy of the map.
 */
export function applied<N extends DiagramNode>(before: Nodes<N>, changes: readonly Change[]): Applied<N> {
  const nodes = new Map<string, DiagramNode>(before)
  const children = new Map<string, number>()
  for (const node of nodes.values())
    if (node.parent !== null) children.set(node.parent, (children.get(node.parent) ?? 0) + 1)
  const count = (parent: string | null, by: number): void => {
    if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + by)
  }
  for (const [at, one] of changes.entries()) {
    const clash = step(nodes, one, children, count)
    if (clash !== null) return { ok: false, clash, at }
  }
  return { ok: true, nodes: nodes as unknown as Nodes<N> }
}

function step(
  nodes: Map<string, DiagramNode>,
  one: Change,
  children: ReadonlyMap<string, number>,
  count: (parent: string | null, by: number) => void
): Clash | null {
  if (one.op === 'add') {
    const { node } = one
    if (nodes.has(node.id)) return { why: 'exists', id: node.id }
    if (node.parent !== null && !nodes.has(node.parent)) return { why: 'gone', id: node.parent }
    nodes.set(node.id, node)
    count(node.parent, 1)
    return null
  }
  const id = one.op === 'remove' ? one.node.id : one.id
  const found = nodes.get(id)
  if (found === undefined) return { why: 'gone', id }
  switch (one.op) {
    case 'remove': {
      if ((children.get(id) ?? 0) > 0) return { why: 'children', id }
      const differs = difference(found, one.node)
      if (differs !== null) return differs
      nodes.delete(id)
      count(found.parent, -1)
      return null
    }
    case 'move': {
      if (found.parent !== one.from.parent || found.rank !== one.from.rank) return { why: 'moved', id }
      if (one.to.parent !== null) {
        if (!nodes.has(one.to.parent)) return { why: 'gone', id: one.to.parent }
        if (isWithin(nodes, one.to.parent, id)) return { why: 'cycle', id }
      }
      nodes.set(id, { ...found, parent: one.to.parent, rank: one.to.rank })
      count(found.parent, -1)
      count(one.to.parent, 1)
      return null
    }
    case 'set': {
      const theirs = found.data[one.field] ?? null
      if (!sameJson(theirs, one.from)) return { why: 'field', id, field: one.field, mine: one.to, theirs }
      nodes.set(id, { ...found, data: { ...found.data, [one.field]: one.to } })
      return null
    }
  }
}

function difference(found: DiagramNode, told: DiagramNode): Clash | null {
  for (const field of new Set([...Object.keys(found.data), ...Object.keys(told.data)])) {
    const [mine, theirs] = [told.data[field] ?? null, found.data[field] ?? null]
    if (!sameJson(mine, theirs)) return { why: 'field', id: found.id, field, mine, theirs }
  }
  return found.parent === told.parent && found.rank === told.rank ? null : { why: 'moved', id: found.id }
}

/** The changes that take these back, in their order. */
export function inverse(changes: readonly Change[]): readonly Change[] {
  return changes
    .map((one): Change => {
      switch (one.op) {
        case 'add':
          return { op: 'remove', node: one.node }
        case 'remove':
          return { op: 'add', node: one.node }
        case 'move':
          return { ...one, from: one.to, to: one.from }
        case 'set':
          return { ...one, from: one.to, to: one.from }
      }
    })
    .reverse()
}

/**
 * The changes that make one state of a diagram into another: for restoring a version, and for pasting over.
 * Removals come children first, additions parents first.
 */
export function between(from: Nodes, to: Nodes): readonly Change[] {
  const changes: Change[] = []
  const added: DiagramNode[] = []
  for (const node of to.values()) {
    const before = from.get(node.id)
    if (before === undefined || before.type !== node.type) added.push(node)
  }
  for (const node of parentsFirst(to, added)) changes.push({ op: 'add', node })
  // Parents first: each goes below one that is where it belongs already, so that no round is made on the way.
  for (const node of parentsFirst(to, [...to.values()])) {
    const before = from.get(node.id)
    if (before?.type !== node.type) continue
    if (before.parent !== node.parent || before.rank !== node.rank)
      changes.push({
        op: 'move',
        id: node.id,
        from: { parent: before.parent, rank: before.rank },
        to: { parent: node.parent, rank: node.rank }
      })
    for (const field of new Set([...Object.keys(before.data), ...Object.keys(node.data)])) {
      const [was, is] = [before.data[field] ?? null, node.data[field] ?? null]
      if (!sameJson(was, is)) changes.push({ op: 'set', id: node.id, field, from: was, to: is })
    }
  }
  const removed = [...from.values()].filter(node => to.get(node.id)?.type !== node.type)
  // A node taken away may still hold one that moved elsewhere: so removals come last, children first.
  for (const node of parentsFirst(from, removed).toReversed()) changes.push({ op: 'remove', node })
  return changes
}

function parentsFirst(nodes: Nodes, some: readonly DiagramNode[]): readonly DiagramNode[] {
  const depth = new Map<string, number>()
  const depthOf = (node: DiagramNode): number => {
    const path: DiagramNode[] = []
    let at: DiagramNode | undefined = node
    while (at !== undefined && !depth.has(at.id)) {
      path.push(at)
      at = at.parent === null ? undefined : nodes.get(at.parent)
    }
    let known = at === undefined ? -1 : (depth.get(at.id) ?? -1)
    for (const one of path.toReversed()) depth.set(one.id, ++known)
    return depth.get(node.id) ?? 0
  }
  return some.toSorted((a, b) => depthOf(a) - depthOf(b))
}
