import type { Output } from '../../../preload/contract/index'
import type { RunningHost } from '../harness'

/** A few example records that belong together. */
export interface Records {
  readonly customer: Output<'customers.get'>
  readonly product: Output<'products.get'>
  readonly lot: Output<'lots.get'>
  readonly complaint: Output<'complaints.get'>
}

/** Example words of a customer, in two languages. */
const words = `Dear quality team,

we found 14 of 3,000 parts without output at -40 °C.
同批次在 ICT 发现输出漏电超标。`

let seeds = 0

/** Make the example records; each call makes others. */
export async function seedRecords(host: RunningHost): Promise<Records> {
  const n = ++seeds
  const customer = await host.call('customers.add', { code: `EXM${n}`, name: `Example Motors ${n}` })
  const product = await host.call('products.add', { partNumber: `FX7731-A${n}Q`, family: 'FX77' })
  const lot = await host.call('lots.add', { lotNumber: `F2547.0${n}`, productId: product.id, quantity: 25 })
  await host.call('wafers.add', { waferNumber: 'W01', lotId: lot.id, slot: 1 })
  await host.call('tools.add', { code: `ETCH-0${n}`, name: 'Poly etcher', kind: '刻蚀机', area: 'Bay 4' })
  const complaint = await host.call('complaints.add', {
    title: `No output at cold ${n}`,
    customerId: customer.id,
    customerRef: `QN-2026-447${n}`,
    receivedAt: '2026-03-02T06:30:00.000Z',
    words,
    items: [
      { productId: product.id, lotText: 'D/C 2548', defect: '输出漏电', complained: 14, delivered: 3000 }
    ]
  })
  return { customer, product, lot, complaint }
}
