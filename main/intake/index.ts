import { refreshEntry, registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Complaint, Customer } from './entities'
import { intakeMigrations } from './migrations'
import { complaints, customers } from './registers'

/** Customers and what they reported. */
export const intake = {
  name: 'intake',
  entities: [Customer, Complaint],
  migrations: intakeMigrations,
  searchFollowers: [
    {
      of: 'customer',
      ids: 'SELECT id FROM complaint WHERE customerId = ?',
      refresh: refreshEntry(complaints)
    }
  ],
  handlers: { ...registerHandlers(customers), ...registerHandlers(complaints) }
} satisfies Room
