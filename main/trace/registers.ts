import { FabError } from '@contract/errors'
import type { CommandContext } from '../store/context'
import { type RegisterSpec, wordOf } from '../store/register'
import { Lot, Product, Supplier, Tool, Wafer } from './entities'

/** Refuse a second row with the same pair of columns; `UNIQUE` alone would answer with SQL's words. */
function refusePair(
  ctx: CommandContext,
  table: 'lot' | 'wafer',
  columns: readonly [string, string],
  values: readonly [unknown, unknown],
  self: string | null
): void {
  const other = ctx.sql.get(
    `SELECT id FROM ${table} WHERE ${columns[0]} = ? AND ${columns[1]} = ? AND id IS NOT ?`,
    [String(values[0]), String(values[1]), self]
  )
  if (other !== undefined)
    throw new FabError('record.duplicate', {
      entity: table,
      field: columns[0],
      value: String(values[0]),
      id: String(other['id'])
    })
}

/** Refuse to remove what an item of a complaint names: items are JSON, so no foreign key holds it. */
function refuseComplained(ctx: CommandContext, table: 'lot' | 'product' | 'supplier', id: string): void {
  const naming = ctx.sql.get('SELECT id FROM complaint WHERE instr(items, ?) > 0 LIMIT 1', [
    JSON.stringify(id)
  ])
  if (naming !== undefined) throw new FabError('record.inUse', { entity: table, id })
}

/** What is sold, by part number. */
export const products = {
  name: 'products',
  table: 'product',
  entity: Product,
  columns: ['partNumber', 'name', 'family', 'package', 'notes'],
  text: ['partNumber', 'name', 'family', 'package'],
  order: 'partNumber COLLATE NOCASE, id',
  unique: ['partNumber'],
  shown: ['partNumber'],
  beforeRemove: (ctx, before) => {
    refuseComplained(ctx, 'product', before.id)
  },
  doc: record => ({
    title: wordOf(record, 'partNumber'),
    subtitle: [wordOf(record, 'name'), wordOf(record, 'family'), wordOf(record, 'package')]
      .filter(t => t !== '')
      .join(' · '),
    body: wordOf(record, 'notes'),
    codes: [wordOf(record, 'partNumber')]
  })
} as const satisfies RegisterSpec

/** Who delivers material, or assembles, tests or ships for the fab. */
export const suppliers = {
  name: 'suppliers',
  table: 'supplier',
  entity: Supplier,
  columns: ['code', 'name', 'supplies', 'country', 'contact', 'email', 'phone', 'notes'],
  text: ['code', 'name', 'supplies', 'country', 'contact'],
  order: 'name COLLATE NOCASE, id',
  unique: ['code'],
  shown: ['name'],
  beforeRemove: (ctx, before) => {
    refuseComplained(ctx, 'supplier', before.id)
  },
  doc: record => ({
    title: wordOf(record, 'name'),
    subtitle: [wordOf(record, 'code'), wordOf(record, 'supplies')].filter(t => t !== '').join(' · '),
    body: ['country', 'contact', 'email', 'phone', 'notes']
      .map(field => wordOf(record, field))
      .filter(t => t !== '')
      .join('\n'),
    codes: [wordOf(record, 'code')]
  })
} as const satisfies RegisterSpec

/** Wafer, assembly, test and material lots and shipments. */
export const lots = {
  name: 'lots',
  table: 'lot',
  entity: Lot,
  columns: ['lotNumber', 'kind', 'productId', 'supplierId', 'quantity', 'dateCode', 'notes'],
  text: ['lotNumber', 'dateCode', 'notes'],
  order: 'lotNumber COLLATE NOCASE, id',
  shown: ['lotNumber'],
  beforeRemove: (ctx, before) => {
    refuseComplained(ctx, 'lot', before.id)
  },
  afterRemove: (ctx, before) => {
    ctx.tookAway({ kind: 'lots', lots: [wordOf(before, 'lotNumber')] })
  },
  afterWrite: (ctx, before, after) => {
    if (before === null || before['lotNumber'] === after['lotNumber']) return
    ctx.tookAway({ kind: 'lots', lots: [wordOf(before, 'lotNumber')] })
  },
  beforeAdd: (ctx, fields) => {
    refusePair(ctx, 'lot', ['lotNumber', 'kind'], [fields['lotNumber'], fields['kind']], null)
    return fields
  },
  beforeChange: (ctx, before, patch) => {
    const next = { ...before, ...patch }
    refusePair(ctx, 'lot', ['lotNumber', 'kind'], [next['lotNumber'], next['kind']], before.id)
    return patch
  },
  doc: (record, db) => {
    const product = db.get('SELECT partNumber FROM product WHERE id = ?', [
      record['productId'] as string | null
    ])
    const supplier = db.get('SELECT name FROM supplier WHERE id = ?', [record['supplierId'] as string | null])
    return {
      title: wordOf(record, 'lotNumber'),
      subtitle: [
        String(product?.['partNumber'] ?? ''),
        String(supplier?.['name'] ?? ''),
        wordOf(record, 'dateCode')
      ]
        .filter(t => t !== '')
        .join(' · '),
      body: wordOf(record, 'notes'),
      codes: [wordOf(record, 'lotNumber'), wordOf(record, 'dateCode')].filter(c => c !== '')
    }
  }
} as const satisfies RegisterSpec

/** Wafers of a lot. */
export const wafers = {
  name: 'wafers',
  table: 'wafer',
  entity: Wafer,
  columns: ['waferNumber', 'lotId', 'slot', 'notes'],
  text: ['waferNumber', 'notes'],
  order: 'waferNumber COLLATE NOCASE, id',
  beforeAdd: (ctx, fields) => {
    refusePair(ctx, 'wafer', ['waferNumber', 'lotId'], [fields['waferNumber'], fields['lotId']], null)
    return fields
  },
  beforeChange: (ctx, before, patch) => {
    const next = { ...before, ...patch }
    refusePair(ctx, 'wafer', ['waferNumber', 'lotId'], [next['waferNumber'], next['lotId']], before.id)
    return patch
  },
  doc: (record, db) => {
    const lot = db.get('SELECT lotNumber FROM lot WHERE id = ?', [wordOf(record, 'lotId')])
    const lotNumber = String(lot?.['lotNumber'] ?? '')
    return {
      title: `${lotNumber} / ${wordOf(record, 'waferNumber')}`,
      subtitle: '',
      body: wordOf(record, 'notes'),
      codes: [wordOf(record, 'waferNumber'), `${lotNumber}-${wordOf(record, 'waferNumber')}`]
    }
  }
} as const satisfies RegisterSpec

/** Process, test and inspection tools. */
export const tools = {
  name: 'tools',
  table: 'tool',
  entity: Tool,
  columns: ['code', 'name', 'kind', 'area', 'notes'],
  text: ['code', 'name', 'kind', 'area'],
  order: 'code COLLATE NOCASE, id',
  unique: ['code'],
  doc: record => ({
    title: wordOf(record, 'code'),
    subtitle: [wordOf(record, 'name'), wordOf(record, 'kind'), wordOf(record, 'area')]
      .filter(t => t !== '')
      .join(' · '),
    body: wordOf(record, 'notes'),
    codes: [wordOf(record, 'code')]
  })
} as const satisfies RegisterSpec
