import { type Area, type NavEntry, navGroups, type PaletteCommand } from './areas'

const found = import.meta.glob<Area>('../*/routes.ts', { eager: true, import: 'default' })

/** What every capability gives, in a stable order. */
export const areas: readonly Area[] = Object.keys(found)
  .sort()
  .map(path => found[path])
  .filter(area => area !== undefined)

/** Entries of the side bar, sorted by group and order. */
export const navEntries: readonly NavEntry[] = areas
  .flatMap(area => area.nav ?? [])
  .toSorted((a, b) => navGroups.indexOf(a.group) - navGroups.indexOf(b.group) || a.order - b.order)

/** Every command that capabilities give to the palette. */
export const areaCommands: readonly PaletteCommand[] = areas.flatMap(area => area.commands ?? [])
