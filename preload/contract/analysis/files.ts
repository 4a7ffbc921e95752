import { z } from 'zod'
import { query } from '../define'
import { fileOut } from '../fields'
import { paretoOf } from './pareto'
import { test, dataView, ask, groupBy } from './view'

/** Tables of the workbench as files. */
export const files = {
  /** What is shown, as a file. XLSX marks failing cells. `matrix`: parts by tests. */
  'analysis.export': query({
    input: ask({
      what: z.enum(['tests', 'parts', 'matrix', 'pareto', 'wafers', 'compare']),
      format: z.enum(['csv', 'xlsx']),
      language: z.enum(['en', 'zh-CN']).default('en'),
      by: groupBy,
      of: paretoOf.default('hardBin'),
      /** Tests of the matrix; empty = all. */
      tests: z.array(test).max(5000).default([]),
      /** The other selection of a comparison. */
      other: dataView.optional()
    }),
    output: fileOut,
    allow: 'records.read'
  })
}
