import { refreshEntry, registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Complaint, ComplaintClass, Customer } from './entities'
import { intakeMigrations } from './migrations'
import { complaintClasses, complaints, customers } from './registers'

export { classPath } from './classes'

/** Customers, what they reported, and the classes it is sorted into. */
export const intake = {
  name: 'intake',
  entities: [Customer, ComplaintClass, Complaint],
  migrations: intakeMigrations,
  searchFollowers: [
    {
      of: 'customer',
      ids: 'SELECT id FROM complaint WHERE customerId = ?',
      refresh: refreshEntry(complaints)
    },
    {
      of: 'supplier',
      ids: 'SELECT id FROM complaint WHERE instr(items, ?) > 0',
      refresh: refreshEntry(complaints)
    },
    {
      of: 'complaintClass',
      ids: `SELECT x.id FROM complaint x, complaintClass c
        WHERE c.id = ? AND instr(x.items, '"classCode":"' || c.code) > 0`,
      refresh: refreshEntry(complaints)
    }
  ],
  handlers: {
    ...registerHandlers(customers),
    ...registerHandlers(complaintClasses),
    ...registerHandlers(complaints)
  }
} satisfies Room
