import type { Output, Parsed } from '@contract/index'
import type { CommandContext } from '../store/context'
import { addRecord } from '../store/register'
import type { Room } from '../store/room'
import { Task } from './entities'
import { workflowHandlers } from './handlers'
import { workflowMigrations } from './migrations'
import { tasks } from './registers'

/** Adds a task within another room's command. */
export function addTask(
  ctx: CommandContext,
  input: Parsed<'tasks.add'>
): Promise<Pick<Output<'tasks.add'>, 'id'>> {
  return addRecord(tasks, ctx, input)
}

/** Tasks and my work. */
export const workflow = {
  name: 'workflow',
  entities: [Task],
  migrations: workflowMigrations,
  handlers: workflowHandlers
} satisfies Room
