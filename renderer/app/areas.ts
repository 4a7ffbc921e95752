import type { Permission } from '@contract/permissions'
import type { ComponentType } from 'react'

/** Groups of the side bar, in their order. */
export const navGroups = ['work', 'data', 'records', 'manage'] as const

/** One of {@link navGroups}; its heading is the text `app:nav.groups.<name>`. */
export type NavGroup = (typeof navGroups)[number]

/** An icon of @tabler/icons-react, or anything that takes the same two properties. */
export type Icon = ComponentType<{ size?: number | string; stroke?: number | string }>

/** A screen with its address. Its code is loaded when it is first needed (hover counts). */
export interface Screen {
  /** `/cases`, `/cases/$id`, `/lots/$id/wafers/$wafer`. */
  readonly path: string
  /** Text key of the window's title. */
  readonly title: string
  /** `() => import('./CaseList')`: the module's default export is the screen. */
  readonly load: () => Promise<{ default: ComponentType }>
  /** Shown only to people with this right. */
  readonly allow?: Permission
}

/** An entry of the side bar. */
export interface NavEntry {
  readonly to: string
  /** Text key. */
  readonly label: string
  readonly icon: Icon
  readonly group: NavGroup
  /** Place within the group; tens leave room. */
  readonly order: number
  /** Keys that go there, `g c`. */
  readonly keys?: string
  readonly allow?: Permission
}

/** What a command may do besides its own work. */
export interface CommandContext {
  /** Go to a hash route, `/cases/new`. */
  go(path: string): void
}

/** A command of the palette. */
export interface PaletteCommand {
  /** `cases.new`; also what native menus send. */
  readonly id: string
  /** Text key. */
  readonly label: string
  /** Further words people may type, in any language; text key. */
  readonly words?: string
  readonly icon?: Icon
  /** Global shortcut, `n` or `mod+shift+i`. */
  readonly keys?: string
  readonly allow?: Permission
  /** Only in a demo store. */
  readonly demo?: true
  run(context: CommandContext): void
}

/**
 * What a capability gives to the shell. `renderer/<capability>/routes.ts` has it as its default export
 * and is found by its name alone; it must stay small, because all of them are loaded at the start.
 */
export interface Area {
  readonly screens: readonly Screen[]
  readonly nav?: readonly NavEntry[]
  readonly commands?: readonly PaletteCommand[]
}

/** Checks the shape; write `export default defineArea({...})`. */
export function defineArea(area: Area): Area {
  return area
}
