import { refreshEntry, registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Lot, Product, Supplier, Tool, Wafer } from './entities'
import { traceMigrations } from './migrations'
import { lots, products, suppliers, tools, wafers } from './registers'

/** Products, suppliers, lots, wafers and tools. */
export const trace = {
  name: 'trace',
  entities: [Product, Supplier, Lot, Wafer, Tool],
  migrations: traceMigrations,
  searchFollowers: [
    { of: 'supplier', ids: 'SELECT id FROM lot WHERE supplierId = ?', refresh: refreshEntry(lots) },
    { of: 'product', ids: 'SELECT id FROM lot WHERE productId = ?', refresh: refreshEntry(lots) },
    { of: 'lot', ids: 'SELECT id FROM wafer WHERE lotId = ?', refresh: refreshEntry(wafers) }
  ],
  handlers: {
    ...registerHandlers(products),
    ...registerHandlers(suppliers),
    ...registerHandlers(lots),
    ...registerHandlers(wafers),
    ...registerHandlers(tools)
  }
} satisfies Room
