import { FabError } from '@contract/errors'
import type { TreeAnswer } from '@contract/faultTree'
import type { FaultTreeNode } from '@contract/diagram/faultTree'
import type { DiagramNode } from '@contract/diagram/node'
import type { Input } from '@contract/index'
import type { Json } from '@contract/json'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../../app/client/index'
import type { Tree } from '../tree'
import { isHard, verify } from '../verify'
import type { WhatIf } from './useWhatIf'

/** What a computation is asked for beyond the tree itself. */
export interface Settings {
  readonly limitOrder: number | null
  readonly cutOff: number | null
  /** How many cut sets are listed. */
  readonly list: number
  readonly qualitative: boolean
  /** Count prime implicants of a tree that is not monotone; null = of one that is not large. */
  readonly primes: boolean | null
}

/** The computation of a tree: what came out last, and whether that is of now. */
export interface Computing {
  readonly results: TreeAnswer | null
  readonly running: boolean
  /** The tree, what-if or settings are others than what was computed, or nothing was computed. */
  readonly stale: boolean
  readonly fault: FabError | null
  /** What is shown was computed with events set by hand. */
  readonly whatIf: boolean
  readonly settings: Settings
  set(settings: Partial<Settings>): void
  run(): void
  cancel(): void
  /** The tree as questions carry it, with what-if. */
  asked(): TreeQuestion
}

/** What every question about the tree is asked with. */
export type TreeQuestion = Pick<Input<'faultTree.solve'>, 'nodes' | 'top' | 'given'>

const begin: Settings = { limitOrder: null, cutOff: null, list: 500, qualitative: false, primes: null }

/** Prime implicants of more events than these may cost more than all else: they are asked for by hand. */
export const primesMost = 120

/** How long the tree must rest before it is computed, ms. */
const rest = 350

/**
 * Computes the tree by itself whenever what matters to it changed: not for labels and notes. A run in progress is
 * cancelled by the next; what was found before stays and is marked as stale until then.
 */
export function useResults(tree: Tree, whatIf: WhatIf): Computing {
  const [settings, setSettings] = useState(begin)
  const [state, setState] = useState<{
    /** What was asked last and has ended. */
    readonly key: string | null
    /** What the results are of. */
    readonly of: string | null
    /** The event whose probability they are. */
    readonly top: string | null
    readonly results: TreeAnswer | null
    readonly fault: FabError | null
    readonly whatIf: boolean
  }>({ key: null, of: null, top: null, results: null, fault: null, whatIf: false })
  const [running, setRunning] = useState(false)
  const abort = useRef<AbortController | null>(null)
  const logic = useMemo(() => logicOf(tree), [tree])
  const { given } = whatIf
  const key = useMemo(() => JSON.stringify([logic, [...given], settings]), [logic, given, settings])

  const asked = useCallback(
    (): TreeQuestion => ({
      nodes: [...tree.nodes.values()].filter(node => node.type !== 'evidence').map(lean),
      top: tree.top?.id ?? null,
      given: Object.fromEntries(given)
    }),
    [tree, given]
  )
  const run = useCallback((): void => {
    abort.current?.abort()
    const own = new AbortController()
    abort.current = own
    setRunning(true)
    const primes = (settings.primes ?? tree.events.length <= primesMost) && !isMonotone(tree)
    call('faultTree.solve', { ...asked(), ...settings, primes }, own.signal).then(
      results => {
        if (abort.current !== own) return
        abort.current = null
        setRunning(false)
        setState({ key, of: key, top: tree.top?.id ?? null, results, fault: null, whatIf: given.size > 0 })
      },
      (error: unknown) => {
        if (abort.current !== own) return
        abort.current = null
        setRunning(false)
        if (own.signal.aborted) return
        setState(before => ({ ...before, key, fault: error instanceof FabError ? error : null }))
      }
    )
  }, [asked, settings, key, given, tree])
  const cancel = useCallback((): void => {
    abort.current?.abort()
    abort.current = null
    setRunning(false)
  }, [])

  const may = useMemo(() => !verify(tree).some(isHard), [tree])
  const now = useRef(run)
  useEffect(() => {
    now.current = run
  }, [run])
  useEffect(() => {
    const timer = setTimeout(
      () => {
        if (may) now.current()
        else cancel()
      },
      may ? rest : 0
    )
    return () => {
      clearTimeout(timer)
    }
  }, [key, may, cancel])
  useEffect(() => cancel, [cancel])
  return {
    // Figures of another top would stand under the name of this one.
    results: state.top === (tree.top?.id ?? null) ? state.results : null,
    running,
    stale: state.of !== key,
    fault: state.key === key ? state.fault : null,
    whatIf: state.whatIf,
    settings,
    set: patch => {
      setSettings(before => ({ ...before, ...patch }))
    },
    run,
    cancel,
    asked
  }
}

/** True where no gate and no negation can make the tree other than monotone: its prime implicants are its cut sets. */
function isMonotone(tree: Tree): boolean {
  const plain = ['and', 'or', 'atleast', 'inhibit', 'pand']
  if (!tree.gates.every(({ data }) => plain.includes(data.gate))) return false
  for (const inputs of tree.inputs.values()) if (inputs.some(({ data }) => data.negated)) return false
  return true
}

/** A record with what is computed from it: texts stay here, so that a large tree fits into one question. */
function lean({ id, type, parent, rank, data }: FaultTreeNode): DiagramNode {
  const fields = Object.entries<Json>({ ...data }).filter(([field]) => !texts.has(field))
  return { id, type, parent, rank, data: Object.fromEntries(fields) }
}

const texts: ReadonlySet<string> = new Set(['label', 'note', 'attributes'])

/** What a computation depends on, as text: labels, notes, pages and links are left out. */
function logicOf(tree: Tree): string {
  return JSON.stringify(
    [...tree.nodes.values()].map(node => {
      switch (node.type) {
        case 'gate':
          return [node.id, node.data.gate, node.data.k, node.data.name]
        case 'event':
          return [node.id, node.data.kind, node.data.state, node.data.model, node.data.name]
        case 'input':
          return [node.id, node.parent, node.data.of, node.data.negated]
        case 'parameter':
          return [node.id, node.data.value]
        case 'ccf':
          return [node.id, node.data.model, node.data.members, node.data.q, node.data.factors]
        case 'settings':
          return [node.id, node.data.top, node.data.missionTime]
        case 'evidence':
          return null
      }
    })
  )
}
