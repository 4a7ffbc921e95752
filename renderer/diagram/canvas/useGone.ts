import { useState } from 'react'

/**
 * True once the node that is written about was there and no longer is. One that is only coming is not gone.
 * @param node null = nobody writes
 */
export function useGone(node: string | null, isThere: (node: string) => boolean): boolean {
  const [seen, setSeen] = useState<string | null>(null)
  const there = node !== null && isThere(node)
  if (there && seen !== node) setSeen(node)
  if (node === null && seen !== null) setSeen(null)
  return node !== null && !there && seen === node
}
