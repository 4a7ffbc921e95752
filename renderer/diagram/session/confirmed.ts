import { applied, type Change } from '@contract/diagram/change'
import type { Nodes } from '@contract/diagram/node'
import type { Output } from '@contract/index'
import type { DiagramEntry } from '@contract/rca'
import { type Gone, wentWith } from './gone'
import type { Others } from './state'

/** What the core has confirmed of a diagram: its nodes, where it stands, and what went while it was open. */
export class Confirmed {
  #nodes: Nodes
  #revision: number
  readonly #gone = new Map<string, Gone>()

  constructor(opened: Pick<Output<'rca.get'>, 'diagram' | 'nodes'>) {
    this.#nodes = byId(opened.nodes)
    this.#revision = opened.diagram.version
  }

  get nodes(): Nodes {
    return this.#nodes
  }

  get revision(): number {
    return this.#revision
  }

  /** Begin anew from the whole diagram. */
  reset({ diagram, nodes }: Pick<Output<'rca.get'>, 'diagram' | 'nodes'>): void {
    this.#nodes = byId(nodes)
    this.#revision = diagram.version
  }

  /**
   * Makes the steps of the core, on top of what is here; those that are here already are passed over.
   * @returns what others did in them; false where they do not follow on what is here
   */
  follow(entries: readonly DiagramEntry[], me: string | null): Others | null | false {
    const touched = new Set<string>()
    let by: DiagramEntry | null = null
    for (const entry of entries) {
      if (entry.revision <= this.#revision) continue
      const result = applied(this.#nodes, entry.changes)
      if (!result.ok || entry.revision !== this.#revision + 1) return false
      this.#nodes = result.nodes
      this.#revision = entry.revision
      for (const one of entry.changes)
        if (one.op === 'remove')
          this.#gone.set(one.node.id, { node: one.node, by: entry.by, revision: entry.revision })
      if (entry.byId === me) continue
      by = entry
      for (const one of entry.changes) touched.add('node' in one ? one.node.id : one.id)
    }
    return by === null ? null : { by: by.by, at: by.at, nodes: [...touched] }
  }

  /** What somebody removed while this was open, and whether it can be brought back into what is seen. */
  goneOf(id: string, seen: Nodes): (Gone & { readonly back: boolean }) | null {
    const gone = this.#gone.get(id)
    return gone === undefined ? null : { ...gone, back: this.wayBack(id, seen) !== null }
  }

  /**
   * Changes that bring a removed node back with what it hung below and what went with it; null where something on the
   * way is not known.
   */
  wayBack(id: string, seen: Nodes): readonly Change[] | null {
    const way: Change[] = []
    for (let at: string | null = id; at !== null && !seen.has(at);) {
      const gone = this.#gone.get(at)
      if (gone === undefined) return null
      way.unshift({ op: 'add', node: gone.node })
      at = gone.node.parent
    }
    return [...way, ...wentWith(id, [...this.#gone.values()], seen)]
  }
}

const byId = (nodes: Output<'rca.get'>['nodes']): Nodes => new Map(nodes.map(node => [node.id, node]))
