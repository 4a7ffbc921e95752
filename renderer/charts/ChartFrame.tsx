import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../app/client/index'
import { type CsvValue, exportName, toCsv } from '../ui/csv'
import { toastFault } from '../ui/toasts'
import type { ChartHandle } from './Chart'
import css from './Chart.module.css'

/** The figures behind a chart, as they are exported. */
export interface ChartData {
  readonly header: readonly string[]
  readonly rows: readonly (readonly CsvValue[])[]
}

interface Props {
  readonly title: string
  /** What saved files are called where the title alone does not say what they show. */
  readonly fileName?: string
  /** Provenance: n, period, filter, as of. */
  readonly note?: ReactNode
  /** Controls left of the export menu. */
  readonly actions?: ReactNode
  readonly chart: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
  readonly children: ReactNode
}

/** Heading, provenance and exports (PNG, SVG, CSV) around any chart. */
export function ChartFrame({ title, fileName = title, note, actions, chart, data, children }: Props) {
  return (
    <figure className={css.frame} style={{ margin: 0 }}>
      <figcaption className={css.head}>
        <div>
          <div className={css.title}>{title}</div>
          {note !== undefined && <div className={css.note}>{note}</div>}
        </div>
        <div>
          {actions}
          <ExportMenu
            title={title}
            fileName={fileName}
            chart={chart}
            {...(data === undefined ? {} : { data })}
          />
        </div>
      </figcaption>
      {children}
    </figure>
  )
}

interface MenuProps {
  readonly title: string
  readonly fileName: string
  readonly chart: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
}

/** What a chart can be saved as. */
function ExportMenu({ title, fileName, chart, data }: MenuProps) {
  const { t } = useTranslation('charts')
  const save = (extension: string, mime: string, bytes: Uint8Array | null): void => {
    if (bytes !== null)
      core()
        .save({ name: exportName(fileName, extension), mime, bytes })
        .catch(toastFault)
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} aria-label={t('export', { title })}>
          <IconDownload size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => {
            save('png', 'image/png', chart.current?.png() ?? null)
          }}
        >
          {t('png')}
        </Menu.Item>
        <Menu.Item
          onClick={() => {
            const svg = chart.current?.svg() ?? null
            save('svg', 'image/svg+xml', svg === null ? null : new TextEncoder().encode(svg))
          }}
        >
          {t('svg')}
        </Menu.Item>
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
      </Menu.Dropdown>
    </Menu>
  )
}
