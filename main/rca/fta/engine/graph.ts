/**
 * A Boolean function as a graph of shared nodes. Negation is the sign of a reference, so AND with signs covers OR,
 * NAND and NOR as well; XOR and k-of-n are nodes of their own. Equal nodes are one node.
 */

/** Reference to a node: its number, negative where the node is negated. */
export type Lit = number

/** The function that always holds; `-TRUE` never does. */
export const TRUE = 0x3fffffff
/** The function that never holds. */
export const FALSE: Lit = -TRUE

/** What a node is. */
export const Kind = { variable: 0, and: 1, xor: 2, atleast: 3 } as const

const none: readonly Lit[] = []

/** A graph that only grows; node 0 is not used. */
export class Graph {
  readonly #kinds: number[] = [-1]
  readonly #args: (readonly Lit[])[] = [none]
  readonly #least: number[] = [0]
  /** What a variable stands for: index of the event; -1 elsewhere. */
  readonly #events: number[] = [-1]
  readonly #known = new Map<string, number>()
  root: Lit = TRUE

  /** Nodes, and one. */
  get size(): number {
    return this.#kinds.length
  }

  kind(node: number): number {
    return this.#kinds[node] ?? -1
  }

  args(node: number): readonly Lit[] {
    return this.#args[node] ?? none
  }

  /** k of a k-of-n node. */
  least(node: number): number {
    return this.#least[node] ?? 0
  }

  /** Event of a variable. */
  event(node: number): number {
    return this.#events[node] ?? -1
  }

  isVariable(node: number): boolean {
    return this.#kinds[node] === Kind.variable
  }

  variable(event: number): Lit {
    return this.#add(Kind.variable, none, 0, event)
  }

  and(list: readonly Lit[]): Lit {
    const sorted = [...list].sort((a, b) => Math.abs(a) - Math.abs(b) || a - b)
    const args: Lit[] = []
    let last = 0
    for (const lit of sorted) {
      if (lit === TRUE || lit === last) continue
      if (lit === FALSE || lit === -last) return FALSE
      args.push(lit)
      last = lit
    }
    const [only] = args
    if (only === undefined) return TRUE
    return args.length === 1 ? only : this.#shared(Kind.and, args, 0)
  }

  or(list: readonly Lit[]): Lit {
    return -this.and(list.map(lit => -lit))
  }

  xor(a: Lit, b: Lit): Lit {
    const sign = a < 0 === b < 0 ? 1 : -1
    const x = Math.abs(a)
    const y = Math.abs(b)
    if (x === TRUE) return -y * sign
    if (y === TRUE) return -x * sign
    if (x === y) return FALSE * sign
    return sign * this.#shared(Kind.xor, x < y ? [x, y] : [y, x], 0)
  }

  /** At least `least` of the list hold. */
  atleast(least: number, list: readonly Lit[]): Lit {
    const args = list.filter(lit => lit !== TRUE && lit !== FALSE)
    const k = least - list.filter(lit => lit === TRUE).length
    if (k <= 0) return TRUE
    if (k > args.length) return FALSE
    if (k === 1) return this.or(args)
    if (k === args.length) return this.and(args)
    args.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b)
    const repeated = args.some((lit, i) => i > 0 && Math.abs(lit) === Math.abs(args[i - 1] ?? 0))
    return repeated ? this.#expanded(k, args) : this.#shared(Kind.atleast, args, k)
  }

  /** The node's function with other arguments. */
  like(other: Graph, node: number, args: readonly Lit[]): Lit {
    const kind = other.kind(node)
    if (kind === Kind.xor) return this.xor(args[0] ?? FALSE, args[1] ?? FALSE)
    return kind === Kind.atleast ? this.atleast(other.least(node), args) : this.and(args)
  }

  /** Nodes the root needs, arguments before those that use them. */
  inOrder(): number[] {
    const found: number[] = []
    const top = Math.abs(this.root)
    if (top === TRUE) return found
    const seen = new Uint8Array(this.size)
    const next = new Uint32Array(this.size)
    const stack = [top]
    seen[top] = 1
    for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
      const at = next[node] ?? 0
      const arg = this.args(node)[at]
      if (arg === undefined) {
        found.push(node)
        stack.pop()
        continue
      }
      next[node] = at + 1
      const child = Math.abs(arg)
      if (seen[child] === 1) continue
      seen[child] = 1
      stack.push(child)
    }
    return found
  }

  /** Repeated arguments: x occurs with its whole weight, so Shannon on each in turn. */
  #expanded(k: number, args: readonly Lit[]): Lit {
    const [first, ...rest] = args
    if (k <= 0) return TRUE
    if (first === undefined || k > args.length) return FALSE
    return this.or([this.and([first, this.atleast(k - 1, rest)]), this.atleast(k, rest)])
  }

  #shared(kind: number, args: readonly Lit[], least: number): number {
    const key = `${String(kind)}:${String(least)}:${args.join(',')}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = this.#add(kind, args, least, -1)
    this.#known.set(key, made)
    return made
  }

  #add(kind: number, args: readonly Lit[], least: number, event: number): number {
    this.#kinds.push(kind)
    this.#args.push(args)
    this.#least.push(least)
    this.#events.push(event)
    return this.#kinds.length - 1
  }
}
