import { z } from 'zod'
import { id, instant, line, lineOrEmpty, prose } from './fields'
import { register } from './register'

/** How a complaint reached the fab. */
export const channels = ['email', 'phone', 'portal', 'visit', 'message', 'letter', 'other'] as const

/**
 * Code of a complaint class: one to three parts, each level named by the part it adds (`EL`, `EL.CONT`,
 * `EL.CONT.OPEN`).
 */
const classCode = z
  .string()
  .trim()
  .max(40)
  .regex(/^[A-Z0-9]+(\.[A-Z0-9]+){0,2}$/)

/** States of a complaint class; a retired one is no longer offered and stays where it was given. */
export const classStates = ['current', 'retired'] as const

/** Amounts are kept to the hundredth, in the currency of the site. */
const amount = z.number().min(0).max(1e12).multipleOf(0.01)

/** One thing complained about: product x lot x defect x quantity. */
export const complaintItem = z
  .object({
    productId: id.nullable().default(null),
    lotId: id.nullable().default(null),
    /** Lot, date code or marking as the customer wrote it. */
    lotText: lineOrEmpty(200).default(''),
    defect: lineOrEmpty(500).default(''),
    /** Code of the complaint class, of whichever level is known; empty = not classified. */
    classCode: z.union([z.literal(''), classCode]).default(''),
    /** Whose material or work it was put down to. */
    supplierId: id.nullable().default(null),
    complained: z.number().int().min(0).max(1e9).nullable().default(null),
    delivered: z.number().int().min(0).max(1e12).nullable().default(null),
    returned: z.number().int().min(0).max(1e9).nullable().default(null),
    /** What it costs the fab: claimed, credited, replaced, sorted, in the currency of the site. */
    cost: amount.nullable().default(null)
  })
  .strict()

/** One thing complained about. */
export type ComplaintItem = z.infer<typeof complaintItem>

const rights = { read: 'records.read', write: 'records.write' } as const

/** Customers, what they reported, and the classes it is sorted into. */
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
    'complaintClasses',
    {
      code: classCode,
      en: line(200),
      zh: line(200),
      state: z.enum(classStates).default('current')
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
