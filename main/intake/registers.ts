import { nextNumber } from '../store/numbering'
import { type RegisterSpec, wordOf } from '../store/register'
import type { ComplaintItem } from '@contract/intake'
import { Complaint, Customer } from './entities'

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
  beforeAdd: (ctx, fields) => ({
    ...fields,
    number: fields['number'] === '' ? nextNumber(ctx, 'CC') : (fields['number'] ?? '')
  }),
  doc: (record, db) => {
    const items = record['items'] as unknown as readonly ComplaintItem[]
    const customer = db.get('SELECT name FROM customer WHERE id = ?', [record['customerId'] as string | null])
    return {
      title: `${wordOf(record, 'number')} ${wordOf(record, 'title')}`,
      subtitle: texts(customer?.['name'], record['customerRef']).replaceAll('\n', ' · '),
      body: texts(record['words'], record['contact'], ...items.map(i => i.defect)),
      codes: [wordOf(record, 'number'), wordOf(record, 'customerRef'), ...items.map(i => i.lotText)].filter(
        c => c !== ''
      )
    }
  }
} as const satisfies RegisterSpec
