/**
 * What a colour is for. Meaning is never told by a colour alone: a mark, a dash or a word says the same.
 * `...Fill` are pale grounds on which ink reads.
 */
export const roles = [
  'ground',
  'fill',
  'raised',
  'ink',
  'quiet',
  'line',
  'bone',
  'accent',
  'accentFill',
  'onAccent',
  'good',
  'goodFill',
  'warn',
  'warnFill',
  'bad',
  'badFill'
] as const

/** What a colour is for. */
export type Role = (typeof roles)[number]

/** A colour, `#rrggbb`, for every role. */
export type Palette = Readonly<Record<Role, string>>

/** Light and dark as the app is; print on white, with lines that hold on any printer and in grey. */
export const palettes: Readonly<Record<'light' | 'dark' | 'print', Palette>> = {
  light: {
    ground: '#ffffff',
    fill: '#f7f8fa',
    raised: '#eff1f4',
    ink: '#1d232c',
    quiet: '#66707f',
    line: '#a6aebb',
    bone: '#8d96a5',
    accent: '#2a56b6',
    accentFill: '#eef3fd',
    onAccent: '#ffffff',
    good: '#1a7f4b',
    goodFill: '#e6f5ec',
    warn: '#9a5b00',
    warnFill: '#fdf3e1',
    bad: '#b3261e',
    badFill: '#fdeeec'
  },
  dark: {
    ground: '#161b22',
    fill: '#1c222b',
    raised: '#272e39',
    ink: '#dde2ea',
    quiet: '#949eae',
    line: '#566174',
    bone: '#768196',
    accent: '#8aabec',
    accentFill: '#1c2a45',
    onAccent: '#11151b',
    good: '#5fc48f',
    goodFill: '#17301f',
    warn: '#e0a84a',
    warnFill: '#362a14',
    bad: '#f08c83',
    badFill: '#3c1d1b'
  },
  print: {
    ground: '#ffffff',
    fill: '#ffffff',
    raised: '#f1f2f4',
    ink: '#14181f',
    quiet: '#4a5361',
    line: '#8d96a5',
    bone: '#5c6573',
    accent: '#21458f',
    accentFill: '#eaf0fb',
    onAccent: '#ffffff',
    good: '#146b3e',
    goodFill: '#e6f3eb',
    warn: '#7d4a00',
    warnFill: '#faf0de',
    bad: '#931d17',
    badFill: '#fbe9e7'
  }
}
