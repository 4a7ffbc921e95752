import { z } from 'zod'

/** A rectangle of the screen, in device-independent pixels. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a window was when it closed. */
const windowStateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  maximized: z.boolean()
})

/** How a window is to be opened; without x and y the system centres it. */
export interface Placement {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly maximized: boolean
}

/** The least a window may be: below it tables and forms no longer fit. */
export const smallest = { width: 960, height: 600 } as const

const usual = { width: 1440, height: 900 } as const

/** How much of the title bar must be on a screen for a person to get hold of it. */
const grip = { width: 120, height: 32 } as const

function reachable(state: Area, screens: readonly Area[]): boolean {
  return screens.some(screen => {
    const width = Math.min(state.x + state.width, screen.x + screen.width) - Math.max(state.x, screen.x)
    const top = state.y >= screen.y && state.y + grip.height <= screen.y + screen.height
    return width >= grip.width && top
  })
}

/**
 * Where to open a window: where it was, if that is sound and its title bar can be reached on one of
 * the screens there are now (a second monitor may be gone), else centred on the first screen.
 * `screens` are work areas. `offset` moves a further window aside so that it does not hide the first.
 */
export function placeWindow(saved: unknown, screens: readonly Area[], offset = 0): Placement {
  const home = screens[0] ?? { x: 0, y: 0, ...usual }
  const parsed = windowStateSchema.safeParse(saved)
  if (parsed.success) {
    const { x, y, maximized } = parsed.data
    const largest = Math.max(home.width, ...screens.map(screen => screen.width))
    const highest = Math.max(home.height, ...screens.map(screen => screen.height))
    const area = {
      x: x + offset,
      y: y + offset,
      width: Math.min(Math.max(parsed.data.width, smallest.width), largest),
      height: Math.min(Math.max(parsed.data.height, smallest.height), highest)
    }
    if (reachable(area, screens)) return { ...area, maximized }
  }
  return {
    width: Math.min(usual.width, home.width),
    height: Math.min(usual.height, home.height),
    maximized: home.width <= usual.width
  }
}
