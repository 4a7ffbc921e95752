import type { RootMethod, RootVerdict, verdictBases } from '@contract/accuracy'
import type { channels } from '@contract/intake'
import type { actionKinds, actionStates } from '@contract/capa'
import type { CaseState, severities } from '@contract/cases'
import type { taskStates } from '@contract/workflow'
import type { CustomerKey, ProductKey, SupplierKey } from './partners'
import type { PersonKey } from './people'
import type { LotKey } from './lots'
import type { FileGroup } from '../wafers/files'

/**
 * A point in time, told as days before now; the fraction is the place in that working day (0 = its beginning).
 * `12.5` = noon, twelve days ago.
 */
export type DaysAgo = number

/** A line of a complaint. */
export interface PlannedItem {
  readonly product: ProductKey | null
  readonly lot?: LotKey
  /** As the customer wrote it. */
  readonly lotText?: string
  readonly defect: string
  /** Code of its complaint class. */
  readonly class: string
  /** What it costs so far, in the currency of the site. */
  readonly cost?: number
  /** Whose material or work it was put down to. */
  readonly supplier?: SupplierKey
  readonly complained?: number
  readonly delivered?: number
  readonly returned?: number
}

/** A complaint in the customer's own words. */
export interface PlannedComplaint {
  readonly customer: CustomerKey
  readonly ref: string
  readonly received: DaysAgo
  readonly channel: (typeof channels)[number]
  readonly title: string
  readonly words: string
  readonly items: readonly PlannedItem[]
}

/** An action of a case. */
export interface PlannedAction {
  readonly kind: (typeof actionKinds)[number]
  readonly title: string
  readonly details?: string
  readonly owner: PersonKey
  readonly added: DaysAgo
  /** Days from now; negative = past. */
  readonly due: number
  /** Later states with the day they were set; `implemented` and `effective` carry that day as done. */
  readonly then?: readonly (readonly [DaysAgo, (typeof actionStates)[number]])[]
}

/** A to-do of a case. */
export interface PlannedTask {
  readonly title: string
  readonly owner: PersonKey
  readonly added: DaysAgo
  readonly due: number
  readonly then?: readonly (readonly [DaysAgo, (typeof taskStates)[number]])[]
}

/** Something said in the discussion of a case. */
export interface PlannedComment {
  readonly by: PersonKey
  readonly at: DaysAgo
  readonly text: string
  readonly mentions?: readonly PersonKey[]
}

/** Whether the root cause of a closed case held. */
export interface PlannedVerdict {
  readonly at: DaysAgo
  readonly by: PersonKey
  readonly verdict: RootVerdict
  readonly method: RootMethod
  readonly root: string
  readonly basis: (typeof verdictBases)[number]
  readonly why: string
}

/** One case with everything that belongs to it. */
export interface Story {
  readonly title: string
  readonly severity: (typeof severities)[number]
  readonly customer: CustomerKey
  readonly product: ProductKey | null
  readonly lots: readonly LotKey[]
  /** Who opens it, and when. */
  readonly opened: readonly [DaysAgo, PersonKey]
  readonly owner: PersonKey | null
  readonly team?: readonly PersonKey[]
  /** Days from now; null = not set yet. */
  readonly due: number | null
  readonly description?: string
  readonly containment?: readonly [DaysAgo, string]
  readonly rootCause?: readonly [DaysAgo, string]
  /** States after `received`, in order, with the reason where one is asked for. */
  readonly states: readonly (readonly [DaysAgo, CaseState, PersonKey, string?])[]
  readonly complaints: readonly PlannedComplaint[]
  /** Said of its last closing. */
  readonly verdict?: PlannedVerdict
  readonly actions?: readonly PlannedAction[]
  readonly tasks?: readonly PlannedTask[]
  readonly comments?: readonly PlannedComment[]
  /** Data files the lab imports into it. */
  readonly files?: readonly { readonly at: DaysAgo; readonly names: readonly FileGroup[] }[]
}

/** Makes a story with the numbers its lots were given. */
export type StoryMaker = (lot: (key: LotKey) => string) => Story
