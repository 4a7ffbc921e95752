import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../app/client/index'
import { exportName, toCsv } from '../ui/csv'
import { toastFault } from '../ui/toasts'
import type { ChartHandle } from './Chart'
import type { ChartData } from './chartData'
import { excelMime, toXlsx } from './xlsx'

/** Something else the export menu offers; the name is already translated. */
export interface ChartExport {
  readonly label: string
  readonly run: () => void
}

interface Props {
  readonly title: string
  /** Provenance, for the head of saved pictures. */
  readonly note?: string
  /** What saved files are called where the title alone does not say what they show. */
  readonly fileName: string
  readonly chart?: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
  /** Exports made elsewhere, below its own. */
  readonly exports?: readonly ChartExport[]
}

/** What is shown, as a file: PNG and SVG where there is a picture, CSV and XLSX of its figures. */
export function ExportMenu({ title, note = '', fileName, chart, data, exports = [] }: Props) {
  const { t } = useTranslation('charts')
  // A panel may have its picture only for some of what it shows.
  const [pictured, setPictured] = useState(false)
  const save = (extension: string, mime: string, bytes: Uint8Array | null): void => {
    if (bytes !== null)
      core()
        .save({ name: exportName(fileName, extension), mime, bytes })
        .catch(toastFault)
  }
  const saveSheet = async (from: () => ChartData): Promise<void> => {
    try {
      save('xlsx', excelMime, await toXlsx(title, from()))
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <Menu
      position="bottom-end"
      onOpen={() => {
        setPictured(chart !== undefined && chart.current !== null)
      }}
    >
      <Menu.Target>
        <ActionIcon size={26} aria-label={t('export', { title })}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {pictured && (
          <Menu.Item
            onClick={() => {
              save('png', 'image/png', chart?.current?.png({ title, note }) ?? null)
            }}
          >
            {t('png')}
          </Menu.Item>
        )}
        {pictured && (
          <Menu.Item
            onClick={() => {
              const svg = chart?.current?.svg({ title, note }) ?? null
              save('svg', 'image/svg+xml', svg === null ? null : new TextEncoder().encode(svg))
            }}
          >
            {t('svg')}
          </Menu.Item>
        )}
        {data !== undefined && (
          <Menu.Item
            onClick={() => {
              const { header, rows } = data()
              save('csv', 'text/csv;charset=utf-8', toCsv(header, rows))
            }}
          >
            {t('csv')}
          </Menu.Item>
        )}
        {data !== undefined && <Menu.Item onClick={() => void saveSheet(data)}>{t('xlsx')}</Menu.Item>}
        {exports.length > 0 && <Menu.Divider />}
        {exports.map(one => (
          <Menu.Item key={one.label} onClick={one.run}>
            {one.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
