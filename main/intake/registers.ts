import { nextNumber } from '../store/numbering'
import { type RegisterSpec, wordOf } from '../store/register'
import { type ComplaintItem, complaintItem } from '@contract/intake'
import type { Json } from '@contract/json'
import { z } from 'zod'
import type { ReadSql } from '../store/types'
import { Complaint, ComplaintClass, Customer } from './entities'
import { classNames, refuseLost, refuseOrphan, refuseUnknown } from './store/classes'

function texts(...values: readonly unknown[]): string {
  return values.filter(v => typeof v === 'string' && v !== '').join('\n')
}

/** Who buys. */
export const customers = {
  name: 'customers',
  table: 'customer',
  entity: Customer,
  columns: ['code', 'name', 'country', 'contact', 'email', 'phone', 'notes'],
  text: ['code', 'name', 'country', 'contact'],
  order: 'name COLLATE NOCASE, id',
  unique: ['code'],
  shown: ['name'],
  doc: record => ({
    title: wordOf(record, 'name'),
    subtitle: wordOf(record, 'code'),
    body: texts(record['country'], record['contact'], record['email'], record['phone'], record['notes']),
    codes: [wordOf(record, 'code')]
  })
} as const satisfies RegisterSpec

/** What complaints are sorted into, on three levels told by the code. */
export const complaintClasses = {
  name: 'complaintClasses',
  table: 'complaintClass',
  entity: ComplaintClass,
  columns: ['code', 'en', 'zh', 'state'],
  text: ['code', 'en', 'zh'],
  order: 'code, id',
  unique: ['code'],
  shown: ['en', 'zh'],
  beforeAdd: (ctx, fields) => {
    const { code } = fields
    if (typeof code === 'string') refuseOrphan(ctx, code)
    return fields
  },
  beforeChange: (ctx, before, patch) => {
    const next = patch['code']
    if (typeof next === 'string' && next !== wordOf(before, 'code')) {
      refuseLost(ctx, wordOf(before, 'code'))
      refuseOrphan(ctx, next)
    }
    return patch
  },
  beforeRemove: (ctx, before) => {
    refuseLost(ctx, wordOf(before, 'code'))
  }
} as const satisfies RegisterSpec

/** Items as the store keeps them; those of before a field was known lack it. */
const itemsIn = (value: Json | undefined): readonly ComplaintItem[] => z.array(complaintItem).parse(value)

/** What search finds an item by besides what was written. */
function wordsOf(db: ReadSql, item: ComplaintItem): string {
  const supplier = db.get('SELECT name FROM supplier WHERE id = ?', [item.supplierId])
  return texts(item.defect, ...classNames(db, item.classCode), supplier?.['name'])
}

/** What customers reported. */
export const complaints = {
  name: 'complaints',
  table: 'complaint',
  entity: Complaint,
  columns: [
    'number',
    'customerId',
    'customerRef',
    'caseId',
    'receivedAt',
    'channel',
    'contact',
    'title',
    'words',
    'items'
  ],
  json: ['items'],
  text: ['number', 'title', 'customerRef', 'words'],
  order: 'receivedAt DESC, id',
  unique: ['number'],
  subject: record => (typeof record['caseId'] === 'string' ? record['caseId'] : null),
  beforeAdd: (ctx, fields) => {
    refuseUnknown(ctx, itemsIn(fields['items']))
    return { ...fields, number: fields['number'] === '' ? nextNumber(ctx, 'CC') : (fields['number'] ?? '') }
  },
  beforeChange: (ctx, _before, patch) => {
    if (patch['items'] !== undefined) refuseUnknown(ctx, itemsIn(patch['items']))
    return patch
  },
  doc: (record, db) => {
    const items = itemsIn(record['items'])
    const customer = db.get('SELECT name FROM customer WHERE id = ?', [record['customerId'] as string | null])
    return {
      title: `${wordOf(record, 'number')} ${wordOf(record, 'title')}`,
      subtitle: texts(customer?.['name'], record['customerRef']).replaceAll('\n', ' · '),
      body: texts(record['words'], record['contact'], ...items.map(item => wordsOf(db, item))),
      codes: [
        wordOf(record, 'number'),
        wordOf(record, 'customerRef'),
        ...items.flatMap(i => [i.lotText, i.classCode])
      ].filter(c => c !== '')
    }
  }
} as const satisfies RegisterSpec
