let isDemo = false

/** Told whenever another store is open. */
export function setDemo(demo: boolean): void {
  isDemo = demo
}

/** The title of the window; a taskbar shows nothing else of it. */
export function markedTitle(title: string): string {
  return `${title} – FabCase${isDemo ? ' DEMO' : ''}`
}

/** The name a file is saved under: out of a demo store nothing leaves that could be taken for real. */
export function markedName(name: string): string {
  return isDemo ? `DEMO-${name}` : name
}
