import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/** Chords of a shortcut: `mod+k` is one, `g c` is two pressed after each other. `mod` is Ctrl, on a Mac Cmd. */
export interface Chord {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  /** Null where the character itself already says it (`?`). */
  readonly shift: boolean | null
}

/** What a key event must have to be compared. */
export interface KeyLike {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** `parseKeys('mod+shift+i')`, `parseKeys('g c')`. */
export function parseKeys(keys: string): readonly Chord[] {
  return keys
    .trim()
    .split(/\s+/)
    .map(word => {
      const names = word === '+' ? ['+'] : word.split('+')
      const key = (names.at(-1) ?? '').toLowerCase()
      const has = (name: string): boolean => names.slice(0, -1).some(n => n.toLowerCase() === name)
      const symbol = key.length === 1 && !/[a-z0-9]/.test(key)
      return { key, mod: has('mod'), alt: has('alt'), shift: has('shift') ? true : symbol ? null : false }
    })
}

/** Whether the pressed key is this chord. */
export function matches(chord: Chord, event: KeyLike): boolean {
  return (
    event.key.toLowerCase() === chord.key &&
    (event.ctrlKey || event.metaKey) === chord.mod &&
    event.altKey === chord.alt &&
    (chord.shift === null || event.shiftKey === chord.shift)
  )
}

/** Settings of {@link useShortcut}. */
export interface ShortcutOptions {
  readonly enabled?: boolean
  /** Heading in the cheat sheet, a text key; the page's own ones by default. */
  readonly group?: string
  /** Also while somebody types in a field. Chords with mod or alt always are. */
  readonly whileTyping?: boolean
}

/** A shortcut as the cheat sheet lists it. */
export interface ShortcutEntry {
  readonly id: number
  readonly keys: string
  readonly label: string
  readonly group: string
}

interface Registered extends ShortcutEntry {
  readonly chords: readonly Chord[]
  readonly whileTyping: boolean
  readonly run: (() => void) | null
}

let all: readonly Registered[] = []
let nextId = 1
let pressed: KeyLike[] = []
let pressedAt = 0
let held = false
const listeners = new Set<() => void>()

function change(next: readonly Registered[]): void {
  all = next
  for (const listener of listeners) listener()
}

/** While the screens are covered no key of theirs works. */
export function holdShortcuts(hold: boolean): void {
  held = hold
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLSelectElement
}

function onKeyDown(event: KeyboardEvent): void {
  // A composing input method owns its keys.
  if (held || event.defaultPrevented || event.isComposing) return
  if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return
  const typing = isTyping(event.target)
  if (event.timeStamp - pressedAt > 1000) pressed = []
  pressedAt = event.timeStamp
  pressed = [...pressed, event].slice(-2)
  // The newest registration wins, so that a dialog's keys cover the page's.
  for (const entry of all.toReversed()) {
    if (entry.run === null) continue
    const tail = pressed.slice(-entry.chords.length)
    if (tail.length < entry.chords.length) continue
    if (!entry.chords.every((chord, i) => matches(chord, tail[i] ?? event))) continue
    const modified = entry.chords.every(chord => chord.mod || chord.alt)
    if (typing && !modified && !entry.whileTyping) continue
    event.preventDefault()
    pressed = []
    entry.run()
    return
  }
}

if (typeof window !== 'undefined') window.addEventListener('keydown', onKeyDown)

/**
 * Bind keys while the component is mounted, and list them in the cheat sheet.
 * @param keys `mod+k`, `?`, `g c`, `alt+ArrowUp`
 * @param label text as it is shown, already translated
 * @param run what they do; null only lists keys that a widget handles itself
 */
export function useShortcut(
  keys: string | null | undefined,
  label: string,
  run: (() => void) | null,
  options: ShortcutOptions = {}
): void {
  const { enabled = true, group = 'app:keys.page', whileTyping = false } = options
  const act = useEffectEvent(() => run?.())
  const hintOnly = run === null
  useEffect(() => {
    if (!enabled || keys === null || keys === undefined) return
    const entry: Registered = {
      id: nextId++,
      keys,
      label,
      group,
      chords: parseKeys(keys),
      whileTyping,
      run: hintOnly
        ? null
        : () => {
            act()
          }
    }
    change([...all, entry])
    return () => {
      change(all.filter(other => other.id !== entry.id))
    }
  }, [keys, label, group, enabled, whileTyping, hintOnly])
}

/** Every shortcut that works now, for the cheat sheet. */
export function useShortcutList(): readonly ShortcutEntry[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all
  )
}
