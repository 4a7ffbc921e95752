import { palettes } from '@contract/diagram/palette'
import type { Scene } from '@contract/diagram/scene'
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../app/client/index'
import type { ChartData } from '../../charts/chartData'
import { excelMime, toXlsx } from '../../charts/xlsx'
import { exportName, toCsv } from '../../ui/csv'
import { toastFault } from '../../ui/toasts'
import type { OpenDiagram } from '../session/useDiagram'
import { sceneToPng } from './png'
import { PrintDialog, type PrintChoice } from './PrintDialog'
import { sceneToSvg } from './svg'

/** A text form of a diagram that is offered beside its picture; the name is already translated. */
export interface TextExport {
  readonly label: string
  readonly extension: string
  readonly mime: string
  readonly text: () => string | Promise<string>
}

interface Props {
  readonly open: Pick<OpenDiagram, 'diagram'>
  /** The whole picture; null while there is none. */
  readonly scene: () => Scene | null
  readonly texts?: readonly TextExport[]
  readonly data?: () => ChartData
  /** What there is to print beside what is shown. */
  readonly prints?: () => readonly PrintChoice[]
}

/** A diagram as a file: SVG, PNG, PDF on A4 or A3, its text, its figures. */
export function DiagramExports({ open: { diagram }, scene, texts = [], data, prints }: Props) {
  const { t, i18n } = useTranslation('diagram')
  const [printing, setPrinting] = useState<{
    readonly scene: Scene
    readonly choices: readonly PrintChoice[]
  } | null>(null)
  const save = async (extension: string, mime: string, bytes: Uint8Array): Promise<void> => {
    const name = exportName(`${diagram.caseNumber} ${diagram.title}`.trim(), extension)
    await core().save({ name, mime, bytes })
  }
  const run = (work: () => Promise<void>) => (): void => {
    work().catch(toastFault)
  }
  const drawn = (work: (picture: Scene) => Promise<void>) =>
    run(async () => {
      const picture = scene()
      if (picture !== null) await work(picture)
    })
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={14} />}>
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            onClick={drawn(async picture => {
              const svg = sceneToSvg(picture, { title: diagram.title, language: i18n.language })
              await save('svg', 'image/svg+xml', new TextEncoder().encode(svg))
            })}
          >
            {t('charts:svg')}
          </Menu.Item>
          <Menu.Item
            onClick={drawn(async picture => {
              const { blob } = await sceneToPng(picture, palettes.light)
              await save('png', 'image/png', new Uint8Array(await blob.arrayBuffer()))
            })}
          >
            {t('charts:png')}
          </Menu.Item>
          <Menu.Item
            onClick={() => {
              const picture = scene()
              setPrinting(picture === null ? null : { scene: picture, choices: prints?.() ?? [] })
            }}
          >
            {t('export.pdf')}
          </Menu.Item>
          {data !== undefined && (
            <>
              <Menu.Divider />
              <Menu.Item
                onClick={run(async () => {
                  const { header, rows } = data()
                  await save('csv', 'text/csv;charset=utf-8', toCsv(header, rows))
                })}
              >
                {t('charts:csv')}
              </Menu.Item>
              <Menu.Item
                onClick={run(async () => {
                  await save('xlsx', excelMime, await toXlsx(diagram.title, data()))
                })}
              >
                {t('charts:xlsx')}
              </Menu.Item>
            </>
          )}
          {texts.length > 0 && <Menu.Divider />}
          {texts.map(one => (
            <Menu.Item
              key={one.label}
              onClick={run(async () => {
                await save(one.extension, one.mime, new TextEncoder().encode(await one.text()))
              })}
            >
              {one.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {printing !== null && (
        <PrintDialog
          diagram={diagram}
          {...printing}
          onClose={() => {
            setPrinting(null)
          }}
        />
      )}
    </>
  )
}
