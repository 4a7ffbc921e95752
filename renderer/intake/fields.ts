import { type ComplaintItem, type channels } from '@contract/intake'
import type { Input, Output } from '@contract/index'

/** A complaint as the contract gives it. */
export type Complaint = Output<'complaints.get'>

/** How a complaint reached the fab. */
export type Channel = (typeof channels)[number]

/** What people enter of a complaint; the number is the store's. */
export interface ComplaintFields {
  readonly title: string
  readonly customerId: string | null
  readonly customerRef: string
  readonly caseId: string | null
  readonly receivedAt: string
  readonly channel: Channel
  readonly contact: string
  readonly words: string
  readonly items: readonly ComplaintItem[]
}

/** Fields in the order in which a conflict compares them. */
export const complaintFields = [
  'title',
  'words',
  'customerId',
  'customerRef',
  'receivedAt',
  'channel',
  'contact',
  'caseId',
  'items'
] as const satisfies readonly (keyof ComplaintFields)[]

/** An item about which nothing is known yet. */
export const blankItem: ComplaintItem = {
  productId: null,
  lotId: null,
  lotText: '',
  defect: '',
  classCode: '',
  supplierId: null,
  complained: null,
  delivered: null,
  returned: null,
  cost: null
}

/** A complaint that came in at that moment. */
export function blankComplaint(receivedAt: string): ComplaintFields {
  return {
    title: '',
    customerId: null,
    customerRef: '',
    caseId: null,
    receivedAt,
    channel: 'email',
    contact: '',
    words: '',
    items: []
  }
}

/** The fields of a stored complaint. */
export function fieldsOfComplaint(complaint: Complaint): ComplaintFields {
  const { title, customerId, customerRef, caseId, receivedAt, channel, contact, words, items } = complaint
  return { title, customerId, customerRef, caseId, receivedAt, channel, contact, words, items }
}

const hundredths = (value: number | null): number | null => (value === null ? null : value / 100)

/** Sums of the quantities and costs that are known; null where none is. */
export function totals(items: readonly ComplaintItem[]): {
  readonly complained: number | null
  readonly delivered: number | null
  readonly returned: number | null
  readonly cost: number | null
} {
  const sum = (pick: (item: ComplaintItem) => number | null): number | null => {
    const known = items.map(pick).filter(value => value !== null)
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0)
  }
  return {
    complained: sum(item => item.complained),
    delivered: sum(item => item.delivered),
    returned: sum(item => item.returned),
    // Hundredths are added, so that no sum ends in 0.30000000000000004.
    cost: hundredths(sum(item => (item.cost === null ? null : Math.round(item.cost * 100))))
  }
}

/** A first line of the customer's words, for a title nobody has written yet. */
export function titleFromWords(words: string): string {
  const greeting =
    /^(dear|hello|hi|good (morning|day|afternoon)|尊敬的|您好|你好|贵司好)[^\n]{0,60}[,，:：!！]?$/i
  const line = words
    .split(/\r?\n/)
    .map(text => text.trim())
    .find(text => text !== '' && !greeting.test(text))
  if (line === undefined) return ''
  const sentence = /^.*?[.。!！?？;；](?=\s|$|[\u4e00-\u9fff])/.exec(line)?.[0] ?? line
  return sentence.replace(/[.。;；,，]$/, '').slice(0, 120)
}

/** What the new case takes over from the complaint; the customer's words stay in the complaint. */
export function caseOf(
  fields: ComplaintFields
): Pick<Input<'cases.add'>, 'title' | 'customerId' | 'productId' | 'lotText'> {
  const lots = fields.items.map(item => item.lotText).filter(text => text !== '')
  return {
    title: fields.title,
    customerId: fields.customerId,
    productId: fields.items.find(item => item.productId !== null)?.productId ?? null,
    lotText: [...new Set(lots)].join(', ').slice(0, 300)
  }
}
