import type { TestRef } from '@contract/analysis'

/** `element.key`, as the address keeps a second test; null for none. */
export function readRef(text: string): TestRef | null {
  const found = /^(\d{1,5})\.([^]+)$/.exec(text)
  return found === null ? null : { key: found[2] ?? '', element: Number(found[1]) }
}

/** As {@link readRef} reads it. */
export function writeRef({ key, element }: TestRef): string {
  return `${element}.${key}`
}
