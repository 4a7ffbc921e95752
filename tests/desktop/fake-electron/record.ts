/** What the program asked of Electron, in order: tests read it. */
export interface Recorded {
  readonly what: string
  readonly args: readonly unknown[]
}

const records: Recorded[] = []

/** Note one call; what cannot be copied is noted by its kind. */
export function record(what: string, ...args: unknown[]): void {
  records.push({
    what,
    args: args.map(arg => {
      try {
        return structuredClone(arg)
      } catch {
        return `(${typeof arg})`
      }
    })
  })
}

/** All calls whose name starts so. */
export function recorded(prefix: string): Recorded[] {
  return records.filter(({ what }) => what.startsWith(prefix))
}
