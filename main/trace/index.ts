import { refreshEntry, registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Lot, Product, Tool, Wafer } from './entities'
import { traceMigrations } from './migrations'
import { lots, products, tools, wafers } from './registers'

/** Products, lots, wafers and tools. */
export const trace = {
  name: 'trace',
  entities: [Product, Lot, Wafer, Tool],
  migrations: traceMigrations,
  searchFollowers: [
    { of: 'product', ids: 'SELECT id FROM lot WHERE productId = ?', refresh: refreshEntry(lots) },
    { of: 'lot', ids: 'SELECT id FROM wafer WHERE lotId = ?', refresh: refreshEntry(wafers) }
  ],
  handlers: {
    ...registerHandlers(products),
    ...registerHandlers(lots),
    ...registerHandlers(wafers),
    ...registerHandlers(tools)
  }
} satisfies Room
