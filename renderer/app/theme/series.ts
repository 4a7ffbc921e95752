/** Okabe and Ito's colour-blind safe series, in the order they are told apart best. */
export const okabeIto = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#CC79A7',
  '#56B4E9',
  '#D55E00',
  '#F0E442',
  '#999999'
] as const

/** What a canvas needs to know of the theme, read from the CSS variables of the page. */
export interface CanvasTheme {
  readonly dark: boolean
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly surface: string
  readonly raised: string
  readonly accent: string
  readonly ok: string
  readonly warn: string
  readonly bad: string
}

/** Read the present theme; call again when the scheme changes. */
export function canvasTheme(): CanvasTheme {
  const root = document.documentElement
  const style = getComputedStyle(root)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    dark: root.getAttribute('data-mantine-color-scheme') === 'dark',
    text: read('--fab-text'),
    muted: read('--fab-muted'),
    line: read('--fab-line'),
    surface: read('--fab-surface'),
    raised: read('--fab-raised'),
    accent: read('--fab-accent'),
    ok: read('--fab-ok-fg'),
    warn: read('--fab-warn-fg'),
    bad: read('--fab-bad-fg')
  }
}
