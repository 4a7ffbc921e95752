import type { Scene } from '@contract/diagram/scene'
import { printPartMost, type PrintSettings, type PrintSheets } from '@contract/diagramPrint'
import type { Output } from '@contract/index'
import { call } from '../../app/client/index'

/** One picture, or several that each begin on a page of their own. */
export type Printable = Scene | PrintSheets

/**
 * A picture as PDF; a large one is handed over in parts first.
 * @param onSent told the share that is handed over, 0 to 1
 */
export async function printed(
  picture: Printable,
  settings: PrintSettings,
  signal: AbortSignal,
  onSent: (share: number) => void
): Promise<Output<'diagramPrint.pdf'>> {
  const text = JSON.stringify(picture)
  if (text.length <= printPartMost) {
    onSent(1)
    return call(
      'diagramPrint.pdf',
      { ...('sheets' in picture ? { sheets: picture.sheets } : { scene: picture }), settings },
      signal
    )
  }
  let known: string | null = null
  for (let at = 0; at < text.length; at += printPartMost) {
    const part: Output<'diagramPrint.part'> = await call(
      'diagramPrint.part',
      { picture: known, text: text.slice(at, at + printPartMost) },
      signal
    )
    known = part.picture
    onSent(Math.min(1, (at + printPartMost) / text.length))
  }
  return call('diagramPrint.pdf', { picture: known, settings }, signal)
}
