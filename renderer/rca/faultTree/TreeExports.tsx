import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/client/index'
import { DiagramExports } from '../../diagram/export/DiagramExports'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { drawTree } from '../../diagram/scene/drawTree'
import { bare } from './commands/edit'
import { lookOf, textWidth, type LookContext } from './look'
import type { TreeEditor } from './useTree'

/** The page as a picture; the whole tree as Open-PSA MEF; its events as CSV. */
export function TreeExports({
  editor,
  context
}: {
  readonly editor: TreeEditor
  readonly context: LookContext
}) {
  const { t } = useTranslation('faultTree')
  const [measure] = useState(canvasMeasure)
  const { open, top, pages } = editor
  const records = () => [...open.nodes.values()].map(bare)
  const text = async (file: Promise<{ readonly bytes: Uint8Array }>): Promise<string> =>
    new TextDecoder().decode((await file).bytes)
  const { title } = open.diagram
  return (
    <DiagramExports
      open={open}
      scene={() =>
        top === null
          ? null
          : drawTree([lookOf(top, pages, context)], { direction: 'down', width: textWidth }, measure).scene
      }
      texts={[
        {
          label: t('export.mef'),
          extension: 'xml',
          mime: 'application/xml',
          text: () => text(call('faultTree.toMef', { nodes: records(), name: title }))
        },
        {
          label: t('export.csv'),
          extension: 'csv',
          mime: 'text/csv;charset=utf-8',
          text: () => text(call('faultTree.eventsCsv', { nodes: records(), name: title }))
        }
      ]}
    />
  )
}
