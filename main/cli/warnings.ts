import en from '@locales/en/instruments.json'
import zh from '@locales/zh-CN/instruments.json'
import { fill, lookUp } from '../core/texts'
import type { Run } from './run'
import { plain } from './table'

/** A remark on a file, as the contract and `inspectFile` give it. */
interface Remark {
  readonly key: string
  readonly offset: number | null
  readonly params: Readonly<Record<string, unknown>>
}

/** A remark on a file in words. */
export function remarkText(run: Run, { key, offset, params }: Remark): string {
  const text = lookUp(run.language === 'en' ? en : zh, `warnings.${key}`)
  if (text === null) return plain(`${key} ${JSON.stringify({ ...params, offset })}`)
  return plain(fill(text, { ...params, ...(offset === null ? {} : { offset }) }))
}
