import type { Output, Parsed } from '@contract/index'
import type { CommandContext } from '../store/context'
import { addRecord, registerHandlers } from '../store/register'
import type { Room } from '../store/room'
import { Action } from './entities'
import { capaMigrations } from './migrations'
import { actions } from './registers'

/** Adds an action within another room's command. */
export function addAction(
  ctx: CommandContext,
  input: Parsed<'actions.add'>
): Promise<Pick<Output<'actions.add'>, 'id'>> {
  return addRecord(actions, ctx, input)
}

/** Actions and, later, their effectiveness. */
export const capa = {
  name: 'capa',
  entities: [Action],
  migrations: capaMigrations,
  handlers: registerHandlers(actions)
} satisfies Room
