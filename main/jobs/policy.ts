import type { Permission } from '@contract/permissions'
import type { Actor } from '../store/context'

/** What others than its maker need to see a job. A restore's title is a folder, so the rule is to hide. */
const readers: Readonly<Record<string, Permission>> = {
  import: 'records.read',
  removeSet: 'records.read',
  auditVerify: 'audit.read'
}

/** Kinds of jobs an actor sees whoever made them; null = all. */
export function openKinds({ permissions }: Pick<Actor, 'permissions'>): readonly string[] | null {
  if (permissions.has('store.manage')) return null
  return Object.entries(readers).flatMap(([kind, needs]) => (permissions.has(needs) ? [kind] : []))
}

/** True for the one who started the job: by id, or by name for operating-system users, who have none. */
export function isOwnJob(
  actor: Pick<Actor, 'id' | 'name'>,
  job: { readonly actorId: string | null; readonly actor: string }
): boolean {
  return actor.id === null ? job.actorId === null && job.actor === actor.name : job.actorId === actor.id
}

/** Whether an actor may know of a job. */
export function seesJob(
  actor: Actor,
  job: { readonly kind: string; readonly actorId: string | null; readonly actor: string }
): boolean {
  return isOwnJob(actor, job) || (openKinds(actor)?.includes(job.kind) ?? true)
}
