/**
 * CPU time of this process and all its threads so far, in ms. What takes long on a busy machine takes no more of it, so a
 * test may ask with room to spare that work is bounded; how fast it is, the bench says.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** For `vi.waitFor`, which by itself gives up after a second: what comes at all, comes within this on any machine. */
export const atLength = { timeout: 60_000 } as const
