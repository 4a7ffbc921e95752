import type { Room } from '../store/room'
import type { StoreParts } from '../store/types'
import { backupHandlers } from './handlers'
import { backupJob, checkJob, collectJob, restoreJob } from './jobs'

export { backupDue, readPolicy } from './policy'

/** Backups and the health of the store. `sets` tells which measurement sets records name. */
export function backupRoom(sets: () => StoreParts['measurementSets']) {
  return {
    name: 'backup',
    entities: [],
    migrations: [],
    handlers: backupHandlers,
    jobs: { backup: backupJob, restore: restoreJob, storeCollect: collectJob, storeCheck: checkJob(sets) }
  } satisfies Room
}
