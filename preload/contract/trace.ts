import { z } from 'zod'
import { id, line, lineOrEmpty, prose } from './fields'
import { register } from './register'

/** What stage of the chain a lot belongs to. */
export const lotKinds = ['wafer', 'assembly', 'test', 'material', 'shipment'] as const

const rights = { read: 'records.read', write: 'records.write' } as const
const notes = prose(10_000).default('')

/** Products, suppliers, lots, wafers and tools. */
export const trace = {
  ...register(
    'products',
    {
      partNumber: line(100),
      name: lineOrEmpty(200).default(''),
      family: lineOrEmpty(100).default(''),
      package: lineOrEmpty(100).default(''),
      notes
    },
    rights
  ),
  ...register(
    'suppliers',
    {
      code: line(40),
      name: line(200),
      /** What it delivers: silicon, resist, leadframes, assembly, transport. */
      supplies: lineOrEmpty(100).default(''),
      country: lineOrEmpty(80).default(''),
      contact: lineOrEmpty(200).default(''),
      email: lineOrEmpty(200).default(''),
      phone: lineOrEmpty(80).default(''),
      notes
    },
    rights
  ),
  ...register(
    'lots',
    {
      lotNumber: line(100),
      kind: z.enum(lotKinds).default('wafer'),
      productId: id.nullable().default(null),
      /** Who delivered a material lot, or assembled or tested one outside. */
      supplierId: id.nullable().default(null),
      quantity: z.number().int().min(0).max(1e12).nullable().default(null),
      dateCode: lineOrEmpty(20).default(''),
      notes
    },
    rights
  ),
  ...register(
    'wafers',
    {
      waferNumber: line(100),
      lotId: id,
      slot: z.number().int().min(0).max(1000).nullable().default(null),
      notes
    },
    rights
  ),
  ...register(
    'tools',
    {
      code: line(100),
      name: lineOrEmpty(200).default(''),
      kind: lineOrEmpty(100).default(''),
      area: lineOrEmpty(100).default(''),
      notes
    },
    rights
  )
}
