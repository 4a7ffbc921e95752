import type { FileQuery, Measure } from '@contract/diagram/faultTree'

/** A query that takes in every file. */
export const anyFile: FileQuery = { product: '', lot: '', program: '', tester: '', from: null, to: null }

/** What a measured frequency starts from, by what it is counted over. */
export const begunMeasures: Readonly<Record<Measure['over'], Measure>> = {
  tests: { over: 'tests', sets: [], query: anyFile, failing: { by: 'any' } },
  defects: { over: 'defects', sets: [], query: anyFile, className: null },
  complaints: {
    over: 'complaints',
    productId: null,
    customerId: null,
    failure: [],
    classCode: '',
    from: null,
    to: null,
    exposure: 100_000
  }
}
