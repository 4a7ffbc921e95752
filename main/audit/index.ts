import type { Room } from '../store/room'
import { auditHandlers, auditVerifyJob } from './handlers'

/** The audit trail; the chain itself belongs to the store. */
export const audit = {
  name: 'audit',
  entities: [],
  migrations: [],
  handlers: auditHandlers,
  jobs: { auditVerify: auditVerifyJob }
} satisfies Room
