import { FabError } from '@contract/errors'
import { type ParetoSource, paretoSources, type ParetoWhat } from '@contract/pareto'
import { type Path, resolve, type Resolved, type Tables } from './fields'
import { type SourceSpec, sources } from './sources'
import type { FactTable } from './table'
import { rowsOf, sieve, type Sieve, sieveBy, type Weigh } from './tally'

/** What a person asks about one source: its fields over all rows, its filters, its weights. Pure; the store feeds it. */
export class Desk {
  readonly source: ParetoSource
  readonly spec: SourceSpec
  readonly tables: Tables
  readonly table: FactTable

  constructor(tables: Tables, source: ParetoSource) {
    const spec: SourceSpec = sources[source]
    const table = tables[spec.table]
    if (table === undefined) throw new TypeError(`no table ${spec.table}`)
    this.source = source
    this.spec = spec
    this.tables = tables
    this.table = table
  }

  /** Changes when anything that this source is counted from does. */
  get stamp(): string {
    return stampOf(this.tables, this.spec)
  }

  /** A field by its name; FabError contract.input where the source has none of it. */
  path(field: string): Path {
    const path = Object.entries<Path>(this.spec.fields).find(([name]) => name === field)?.[1]
    if (path === undefined) throw new FabError('contract.input', { field, issue: this.source })
    return path
  }

  /** A field's values of every row. */
  field(field: string): Resolved {
    return this.follow(this.path(field))
  }

  /** Values along a path of every row; kept until a table of the store changes. */
  follow(path: Path): Resolved {
    return kept(this.tables, this.spec, path, () => resolve(this.tables, this.table, path))
  }

  /** Names of a field's keys: what to show, and by what to put equals in order. */
  names(field: string): (key: string) => { readonly label: string; readonly code: string } {
    const { names } = this.path(field)
    const table = names === undefined ? undefined : this.tables[names]
    if (table === undefined) return key => ({ label: key, code: key })
    const [label, code] = [table.text('label'), table.text('code')]
    return key => {
      const place = table.placeOf(key)
      if (place === undefined) return { label: key, code: key }
      return {
        label: label.texts[label.codes[place] ?? 0] ?? key,
        code: code.texts[code.codes[place] ?? 0] ?? key
      }
    }
  }

  /** Rows of the filters, of any date. */
  filters({ filters }: Pick<ParetoWhat, 'filters'>): Sieve[] {
    return filters.map(({ field, keys, not }) => sieve(this.field(field), keys, not))
  }

  /** Rows of a period; null where it is open at both ends. FabError contract.input for a source without dates. */
  period({ from, to }: ParetoWhat['period']): Sieve | null {
    if (from === null && to === null) return null
    return sieveBy(
      this.#days(),
      day => day !== '' && (from === null || day >= from) && (to === null || day <= to)
    )
  }

  /** Rows without a date. */
  undated(): Sieve {
    return sieveBy(this.#days(), day => day === '')
  }

  #days(): Resolved {
    const { day } = this.spec
    if (day === null) throw new FabError('contract.input', { field: 'period', issue: this.source })
    return this.follow({ steps: day })
  }

  /** Rows that are asked for. */
  rows(what: Pick<ParetoWhat, 'filters' | 'period'>): number[] {
    const period = this.period(what.period)
    return rowsOf(this.table, [...this.filters(what), ...(period === null ? [] : [period])])
  }

  /** Parts, failures, defects or records a row counts for. */
  get units(): readonly number[] {
    return this.table.number('n')
  }

  /** FabError contract.input for a weight the source does not have. */
  weigh({ weight, severity }: Pick<ParetoWhat, 'weight' | 'severity'>): Weigh {
    const known: readonly string[] = paretoSources[this.source].weights
    if (!known.includes(weight)) throw new FabError('contract.input', { field: 'weight', issue: this.source })
    if (weight === 'count') return { by: 'column', values: this.units }
    if (weight !== 'severity') return { by: 'column', values: this.table.number(weight) }
    const { codes, map, texts } = this.follow({ steps: this.spec.severity ?? [] })
    const weights = texts.map(text =>
      text === 'critical' || text === 'major' || text === 'minor' ? severity[text] : Number.NaN
    )
    return { by: 'value', codes, weights: Float64Array.from(map, code => weights[code] ?? Number.NaN) }
  }
}

function stampOf(tables: Tables, spec: SourceSpec): string {
  return [spec.table, ...spec.needs].map(name => String(tables[name]?.version ?? 0)).join('.')
}

interface Kept {
  readonly stamp: string
  readonly resolved: Resolved
}

const keeping = new WeakMap<Tables, Map<string, Kept>>()

/** Ids of a hundred thousand records are followed once, not for every click. */
function kept(tables: Tables, spec: SourceSpec, path: Path, make: () => Resolved): Resolved {
  let known = keeping.get(tables)
  if (known === undefined) {
    known = new Map()
    keeping.set(tables, known)
  }
  const stamp = stampOf(tables, spec)
  const key = `${spec.table}/${path.steps.join('/')}/${path.derive ?? ''}`
  const found = known.get(key)
  if (found?.stamp === stamp) return found.resolved
  const resolved = make()
  known.set(key, { stamp, resolved })
  return resolved
}
