import type { Input, Output, ProcedureName } from '@contract/index'
import type { LotKey } from './recipe/lots'
import type { CustomerKey, ProductKey, SupplierKey } from './recipe/partners'
import type { PersonKey } from './recipe/people'

/** The open, empty store that is filled, as core hands it over. */
export interface DemoHouse {
  /** One procedure, in the name of a person. */
  call<N extends ProcedureName>(by: PersonKey, name: N, input: Input<N>): Promise<Output<N>>
  /** The store's clock stands at this time from now on. */
  setTime(at: Date): void
  /** From now on this person is known by the id. */
  register(person: PersonKey, id: string): void
  /** A password for somebody whom nobody signs in as. */
  anyPassword(): string
  /** Stage a data file by its index in the plan. */
  stage(file: number): Promise<string>
  /** Wait for a job to end; throws what it failed with. */
  jobEnd(id: string): Promise<void>
  /** Steps done, of how many. */
  progress(done: number, total: number): void
}

/** Ids of what was made, by the keys of the recipe. */
export interface Made {
  readonly people: Map<PersonKey, string>
  readonly customers: Map<CustomerKey, string>
  readonly products: Map<ProductKey, string>
  readonly suppliers: Map<SupplierKey, string>
  readonly lots: Map<LotKey, string>
}
