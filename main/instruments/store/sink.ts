import type { Warning } from '../formats/warnings'
import type { Content, Group } from '../readers'
import type { Transact } from './database'
import { DefectWriter } from './defects-writer'
import { SetWriter, type SetIdentity } from './writer'

/** Writes a file's columns as they come: measurements or defects, whichever it holds. */
export class SetSink {
  readonly #transact: Transact
  readonly #identity: SetIdentity
  readonly #signal: AbortSignal | undefined
  #set: SetWriter | null = null
  #defects: DefectWriter | null = null

  constructor(transact: Transact, identity: SetIdentity, signal?: AbortSignal) {
    this.#transact = transact
    this.#identity = identity
    this.#signal = signal
  }

  /** Write one group of columns. */
  async group(group: Group): Promise<void> {
    if ('kind' in group) await (await this.#beginDefects()).group(group)
    else await (await this.#beginSet()).group(group)
  }

  /** Write what stands at the end; from now on readers find the set. */
  async finish(
    content: Content,
    report: { readonly sha256: string; readonly warnings: readonly Warning[] }
  ): Promise<void> {
    if (content.kind === 'defects') await (await this.#beginDefects()).finish(content.summary, report)
    else
      await (
        await this.#beginSet()
      ).finish(content.summary, {
        sha256: report.sha256,
        records: content.records,
        warnings: report.warnings
      })
  }

  async #beginSet(): Promise<SetWriter> {
    return (this.#set ??= await SetWriter.begin(this.#transact, this.#identity, this.#signal))
  }

  async #beginDefects(): Promise<DefectWriter> {
    return (this.#defects ??= await DefectWriter.begin(this.#transact, this.#identity, this.#signal))
  }
}
