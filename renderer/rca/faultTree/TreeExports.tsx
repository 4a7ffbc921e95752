import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/client/index'
import { DiagramExports } from '../../diagram/export/DiagramExports'
import { canvasMeasure } from '../../diagram/scene/canvasMeasure'
import { pagesMost, type PrintSheet } from '@contract/diagramPrint'
import type { PrintChoice } from '../../diagram/export/PrintDialog'
import { drawTree } from '../../diagram/scene/drawTree'
import { bare } from './commands/edit'
import { lookOf, textWidth, type LookContext } from './look'
import { subTree, treeSheets } from './print'
import { below, type Tree } from './tree'
import type { TreeEditor } from './useTree'
import { type Page, pagesOf } from './view'

/** From so many records on a tree may be more than a call of the host holds. */
const largeFrom = 4000

/** Long enough for a page or more to be drawn, short enough for the bar of progress to move, ms. */
const stretch = 40

/** The page as a picture, all pages on paper; the whole tree as Open-PSA MEF; its events as CSV. */
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
  // A large tree goes out as it is kept, if nothing of it is still on its way there: no call holds it.
  const outgoing = () =>
    open.nodes.size > largeFrom && open.saving === 'saved' && !open.readOnly
      ? { diagramId: open.id, name: title }
      : { nodes: [...open.nodes.values()].map(bare), name: title }
  const text = async (file: Promise<{ readonly bytes: Uint8Array }>): Promise<string> =>
    new TextDecoder().decode((await file).bytes)
  const { title } = open.diagram
  const shown = () =>
    top === null
      ? null
      : drawTree([lookOf(top, pages, context)], { direction: 'down', width: textWidth }, measure).scene
  const drawn =
    (of: Tree, count: number): PrintChoice['make'] =>
    async (signal, onDrawn) => {
      const words = {
        see: (page: string) => t('print.see', { page }),
        from: (page: string) => t('print.from', { page }),
        also: (page: string) => t('print.also', { page })
      }
      const sheets: PrintSheet[] = []
      let since = performance.now()
      for (const sheet of treeSheets(of, context, words, measure)) {
        sheets.push(sheet)
        if (performance.now() - since < stretch) continue
        onDrawn(sheets.length / count)
        await new Promise(resolve => setTimeout(resolve))
        if (signal.aborted) break
        since = performance.now()
      }
      return { sheets }
    }
  /** Each page takes a sheet at least. */
  const tooMany = (pages: number): { readonly refused?: string } =>
    pages > pagesMost ? { refused: t('print.tooMany', { all: pages, most: pagesMost }) } : {}
  const prints = (): readonly PrintChoice[] => {
    const { tree, page, record } = editor
    const all = pages.list.length
    const choices: PrintChoice[] = []
    if (all > 1)
      choices.push({
        key: 'all',
        label: t('print.all', { count: all }),
        hint: t('print.allHint'),
        several: true,
        ...tooMany(all),
        make: drawn(tree, all)
      })
    // Below the page's own gate there is what the page shows, and what it leads to.
    const gate = record?.type === 'gate' ? record : (page?.gate ?? null)
    if (gate !== null && gate.id !== tree.top?.id && (tree.inputs.get(gate.id)?.length ?? 0) > 0) {
      const part = subTree(tree, gate)
      const count = pagesOf(part).list.length
      choices.push({
        key: 'below',
        label: t('print.below', { name: gate.data.name }),
        hint: t('print.belowHint', { count: below(tree, gate.id).size }),
        several: true,
        ...tooMany(count),
        make: drawn(part, count)
      })
    }
    const scene = shown()
    const titleOf = ({ id, gate: { data } }: Page): string => {
      const name = `${data.name} ${data.label}`.trim().replaceAll(/\s+/g, ' ').slice(0, 250)
      const number = pages.list.findIndex(one => one.id === id) + 1
      return all > 1 ? t('print.pageOf', { name, page: number, all }) : name
    }
    if (choices.length === 0 || page === null || scene === null) return []
    // What is shown comes first where it is all there is.
    const own: PrintChoice = {
      key: 'page',
      label: t('print.page', { name: page.gate.data.name }),
      hint: t('print.pageHint'),
      several: false,
      make: () => Promise.resolve({ sheets: [{ title: titleOf(page), scene, refs: [] }] })
    }
    return all > 1 ? [...choices, own] : [own, ...choices]
  }
  return (
    <DiagramExports
      open={open}
      prints={prints}
      scene={shown}
      texts={[
        {
          label: t('export.mef'),
          extension: 'xml',
          mime: 'application/xml',
          text: () => text(call('faultTree.toMef', outgoing()))
        },
        {
          label: t('export.csv'),
          extension: 'csv',
          mime: 'text/csv;charset=utf-8',
          text: () => text(call('faultTree.eventsCsv', outgoing()))
        }
      ]}
    />
  )
}
