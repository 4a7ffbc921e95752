import type { Change } from '@contract/diagram/change'
import { applied, sameJson } from '@contract/diagram/change'
import type { DiagramKind, NodeOf } from '@contract/diagram/kinds'
import { childrenOf, type Nodes } from '@contract/diagram/node'
import { FabError, type Fault } from '@contract/errors'
import type { Output } from '@contract/index'
import type { Json } from '@contract/json'
import type { DiagramEntry, Intent, Undoable } from '@contract/rca'
import { Confirmed } from './confirmed'
import type { Gone } from './gone'
import { nodesAs } from './kinds'
import { merged, overriding, steady, type Clashed, type Pending } from './merge'
import type { ChangeOptions, SessionCore, SessionState } from './state'

type Order =
  | { readonly t: 'change'; readonly step: Pending; readonly onFault: ChangeOptions['onFault'] }
  | { readonly t: 'undo'; readonly mode: 'undo' | 'redo' }

const whole = (intent: string | Intent): Intent =>
  typeof intent === 'string' ? { key: intent, params: {} } : intent

/**
 * An open diagram without React: own changes are seen at once and sent one after the other; what others did comes in
 * between and stays; a step that no longer fits is set aside with both versions instead of being lost or forced.
 */
export class Session<K extends DiagramKind = DiagramKind> {
  readonly id: string
  readonly #core: SessionCore
  readonly #listeners = new Set<() => void>()
  readonly #confirmed: Confirmed
  #orders: Order[] = []
  #busy = false
  #behind = false
  #heard = 0
  #state: SessionState<K>
  #key = 0

  constructor(opened: Output<'rca.get'>, core: SessionCore) {
    this.id = opened.diagram.id
    this.#core = core
    this.#confirmed = new Confirmed(opened)
    const left = merged(this.#confirmed.nodes, core.kept())
    this.#orders = left.pending.map(step => ({ t: 'change', step, onFault: undefined }))
    this.#key = Math.max(0, ...left.pending.map(step => step.key))
    this.#state = {
      diagram: opened.diagram,
      undoable: opened.undoable,
      saving: left.pending.length === 0 ? 'saved' : 'saving',
      clashed: left.clashed,
      others: null,
      ...this.#seen(left.view)
    }
    core.keep(left.pending)
    void this.#send()
  }

  /** What is shown now. */
  get state(): SessionState<K> {
    return this.#state
  }

  /** Hear of every new state; returns unsubscribe. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Make a step: seen at once, saved as soon as those before it are. Nothing happens for no changes. */
  change(intent: string | Intent, changes: readonly Change[], options: ChangeOptions = {}): void {
    if (changes.length === 0) return
    const step: Pending = { key: ++this.#key, intent: whole(intent), changes }
    const result = applied(this.#state.nodes as Nodes, changes)
    if (!result.ok) {
      this.#update({ clashed: [...this.#state.clashed, { step, clash: result.clash }] })
      return
    }
    this.#orders.push({ t: 'change', step, onFault: options.onFault })
    this.#keep()
    this.#update({
      ...this.#seen(result.nodes),
      saving: 'saving',
      // Until the core says so itself: what was just done can be undone.
      undoable: { undo: step.intent, redo: null }
    })
    void this.#send()
  }

  /** Change one field of a node; nothing happens where it holds that value already. Of a node that is gone it is a clash. */
  set(
    id: string,
    field: string,
    value: Json,
    intent: string | Intent = 'edit',
    options: ChangeOptions = {}
  ): void {
    const node = this.#state.nodes.get(id)
    const now = (node?.data as Readonly<Record<string, Json>> | undefined)?.[field] ?? null
    const { from = now } = options
    if (node === undefined ? sameJson(from, value) : sameJson(now, value)) return
    this.change(intent, [{ op: 'set', id, field, from, to: value }], options)
  }

  /** Take one's last step back. */
  undo(): void {
    this.#turn('undo')
  }

  /** Make the step that was taken back last again. */
  redo(): void {
    this.#turn('redo')
  }

  #turn(mode: 'undo' | 'redo'): void {
    if (this.#state.undoable[mode] === null) return
    this.#orders.push({ t: 'undo', mode })
    this.#update({ saving: 'saving' })
    void this.#send()
  }

  /** Settle a clash: with one's own version after all (what is gone comes back for it), or with what is there. */
  settle(clashed: Clashed, mine: boolean): void {
    this.#update({ clashed: this.#state.clashed.filter(one => one !== clashed) })
    if (!mine) return
    const nodes: Nodes = this.#state.nodes
    const back = clashed.clash.why === 'gone' ? this.#confirmed.wayBack(clashed.clash.id, nodes) : []
    const revived = applied(nodes, back ?? [])
    const own = overriding(revived.ok ? revived.nodes : nodes, clashed.step.changes)
    this.change(clashed.step.intent, [...(back ?? []), ...own])
  }

  /** What somebody removed while this was open, and whether it can be brought back. */
  goneOf(id: string): (Gone & { readonly back: boolean }) | null {
    return this.#confirmed.goneOf(id, this.#state.nodes)
  }

  /** A step that the core made for another call (`rca.spawn`, `rca.restore`). */
  take(entry: DiagramEntry, undoable: Undoable): void {
    if (this.#confirm([entry], undoable)) return
    this.#behind = true
    void this.#send()
  }

  /**
   * Something happened to the diagram.
   * @param revision where it stands now; null when that is not known
   * @param row its title, case or state changed
   */
  heard(revision: number | null, row: boolean): void {
    if (revision === null || row) this.#behind = true
    else this.#heard = Math.max(this.#heard, revision)
    void this.#send()
  }

  /** Try again what could not be sent. */
  retry(): void {
    void this.#send()
  }

  #seen(view: Nodes): Pick<SessionState<K>, 'nodes' | 'children'> {
    const before = this.#state as SessionState<K> | undefined
    const nodes = nodesAs<K>(before === undefined ? view : steady(before.nodes, view))
    // Most often the core only says what is seen already.
    const children = nodes === before?.nodes ? before.children : childrenOf<NodeOf[K]>(nodes)
    return { nodes, children }
  }

  #update(patch: Partial<SessionState<K>>): void {
    this.#state = { ...this.#state, ...patch }
    for (const listener of this.#listeners) listener()
  }

  #steps(): readonly Pending[] {
    return this.#orders.flatMap(order => (order.t === 'change' ? [order.step] : []))
  }

  #keep(): void {
    this.#core.keep(this.#steps())
  }

  async #send(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      for (;;) {
        const [order] = this.#orders
        if (order !== undefined) await this.#deliver(order)
        else if (this.#behind || this.#heard > this.#confirmed.revision) await this.#follow()
        else break
      }
      if (this.#state.saving !== 'saved') this.#update({ saving: 'saved' })
    } catch (error) {
      if (error instanceof FabError && waits.has(error.fault.key)) this.#update({ saving: 'offline' })
      else {
        // Neither a refusal nor a lost connection: say so, and go on from what the core has.
        this.#orders.shift()
        this.#core.tell(faultOf(error), false)
        this.#update({ ...this.#rebased(), saving: this.#orders.length === 0 ? 'saved' : 'offline' })
      }
    } finally {
      this.#busy = false
    }
  }

  async #deliver(order: Order): Promise<void> {
    try {
      const { entry, undoable } =
        order.t === 'change'
          ? await this.#core.change({
              id: this.id,
              intent: order.step.intent,
              changes: [...order.step.changes]
            })
          : await this.#core.undo({ id: this.id, mode: order.mode })
      this.#orders.shift()
      if (entry.revision === this.#confirmed.revision + 1) this.#confirm([entry], undoable)
      // Others were in between: their steps and this one come together.
      else await this.#follow()
    } catch (error) {
      if (!(error instanceof FabError) || waits.has(error.fault.key)) throw error
      this.#orders.shift()
      // What comes of the step is told with it.
      await this.#follow(false)
      this.#refused(order, error.fault)
      this.#keep()
    }
  }

  #refused(order: Order, fault: Fault): void {
    if (order.t === 'change') {
      const here = merged(this.#confirmed.nodes, [order.step])
      const [again] = here.pending
      if (fault.key === 'rca.clash' && here.clashed.length > 0)
        this.#update({ clashed: [...this.#state.clashed, ...here.clashed] })
      else if (fault.key === 'rca.clash' && again !== undefined && again !== order.step) {
        // A list that both had part in: sent again with what is there by now.
        this.#orders.unshift({ ...order, step: again })
        this.#update(this.#rebased())
      } else if (again !== undefined && order.onFault?.(fault) !== true) this.#core.tell(fault, false)
      return
    }
    this.#core.tell(fault, true)
  }

  /** @param last nothing is to be told of what was sent before */
  async #follow(last = true): Promise<void> {
    this.#behind = false
    const { revision } = this.#confirmed
    const heard = this.#heard
    const { entries, undoable, diagram } = await this.#core.since({ id: this.id, revision })
    if (!this.#confirm(entries, undoable, diagram, last)) await this.#reread()
    // An event may name a revision that was rolled back: what the core says holds. What is heard of while its answer
    // is on the way may not be in it yet.
    if (this.#heard === heard) this.#heard = Math.min(heard, this.#confirmed.revision)
  }

  /** Steps are missing, or do not fit what is here: the whole diagram again. */
  async #reread(): Promise<void> {
    const opened = await this.#core.get({ id: this.id })
    this.#confirmed.reset(opened)
    this.#update({ ...this.#rebased(), diagram: opened.diagram, undoable: opened.undoable })
  }

  /** Steps as the core made them, on top of what is here; false where they do not follow on it. */
  #confirm(
    entries: readonly DiagramEntry[],
    undoable: Undoable,
    diagram = this.#state.diagram,
    last = true
  ): boolean {
    const others = this.#confirmed.follow(entries, this.#core.me)
    if (others === false) return false
    const seen = this.#rebased()
    const waiting = this.#steps().at(-1)
    const { revision } = this.#confirmed
    const done = last && this.#orders.length === 0 && !this.#behind && this.#heard <= revision
    // All at once: whoever shows it draws it once.
    this.#update({
      ...seen,
      undoable: waiting === undefined ? undoable : { undo: waiting.intent, redo: null },
      diagram: { ...diagram, version: revision },
      ...(others === null ? {} : { others }),
      ...(done ? { saving: 'saved' } : {})
    })
    return true
  }

  /** Puts one's own steps on top of what is confirmed anew; @returns what is seen then. */
  #rebased(): Pick<SessionState<K>, 'nodes' | 'children' | 'clashed'> {
    const { view, pending, clashed } = merged(this.#confirmed.nodes, this.#steps())
    const left = new Map(pending.map(step => [step.key, step]))
    this.#orders = this.#orders.flatMap((order): Order[] => {
      if (order.t !== 'change') return [order]
      const step = left.get(order.step.key)
      return step === undefined ? [] : [{ ...order, step }]
    })
    this.#keep()
    const before = this.#state.clashed
    return { ...this.#seen(view), clashed: clashed.length === 0 ? before : [...before, ...clashed] }
  }
}

/** Faults that pass by themselves: the step waits. */
const waits = new Set([
  'contract.offline',
  'contract.closing',
  'contract.signIn',
  'contract.locked',
  'store.full'
])

function faultOf(error: unknown): Fault {
  return error instanceof FabError ? error.fault : { code: 'Internal', key: 'contract.internal', details: {} }
}
