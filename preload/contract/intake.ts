import { z } from 'zod'
import { id, instant, line, lineOrEmpty, prose } from './fields'
import { register } from './register'

/** How a complaint reached the fab. */
export const channels = ['email', 'phone', 'portal', 'visit', 'message', 'letter', 'other'] as const

/** One thing complained about: product x lot x defect x quantity. */
export const complaintItem = z
  .object({
    productId: id.nullable().default(null),
    lotId: id.nullable().default(null),
    /** Lot, date code or marking as the customer wrote it. */
    lotText: lineOrEmpty(200).default(''),
    defect: lineOrEmpty(500).default(''),
    complained: z.number().int().min(0).max(1e9).nullable().default(null),
    delivered: z.number().int().min(0).max(1e12).nullable().default(null),
    returned: z.number().int().min(0).max(1e9).nullable().default(null)
  })
  .strict()

/** One thing complained about. */
export type ComplaintItem = z.infer<typeof complaintItem>

const rights = { read: 'records.read', write: 'records.write' } as const

/** Customers and what they reported. */
export const intake = {
  ...register(
    'customers',
    {
      code: line(40),
      name: line(200),
      country: lineOrEmpty(80).default(''),
      contact: lineOrEmpty(200).default(''),
      email: lineOrEmpty(200).default(''),
      phone: lineOrEmpty(80).default(''),
      notes: prose(10_000).default('')
    },
    rights
  ),
  ...register(
    'complaints',
    {
      /** Empty when adding: the store gives the next number. */
      number: lineOrEmpty(40).default(''),
      customerId: id.nullable().default(null),
      /** The customer's own number for it. */
      customerRef: lineOrEmpty(100).default(''),
      caseId: id.nullable().default(null),
      /** When the customer reported it: the clocks start here, not when it was typed in. */
      receivedAt: instant,
      channel: z.enum(channels).default('email'),
      contact: lineOrEmpty(200).default(''),
      title: line(300),
      /** Verbatim. */
      words: prose().default(''),
      items: z.array(complaintItem).max(200).default([])
    },
    rights
  )
}
