import type { Scene } from '@contract/diagram/scene'
import { printPartMost, type PrintSettings } from '@contract/diagramPrint'
import type { Output } from '@contract/index'
import { call } from '../../app/client/index'

/**
 * A picture as PDF; a large one is handed over in parts first.
 * @param onSent told the share that is handed over, 0 to 1
 */
export async function printed(
  scene: Scene,
  settings: PrintSettings,
  signal: AbortSignal,
  onSent: (share: number) => void
): Promise<Output<'diagramPrint.pdf'>> {
  const text = JSON.stringify(scene)
  if (text.length <= printPartMost) {
    onSent(1)
    return call('diagramPrint.pdf', { scene, settings }, signal)
  }
  let picture: string | null = null
  for (let at = 0; at < text.length; at += printPartMost) {
    const part: Output<'diagramPrint.part'> = await call(
      'diagramPrint.part',
      { picture, text: text.slice(at, at + printPartMost) },
      signal
    )
    picture = part.picture
    onSent(Math.min(1, (at + printPartMost) / text.length))
  }
  return call('diagramPrint.pdf', { picture, settings }, signal)
}
