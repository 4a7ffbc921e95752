import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../app/client/index'
import { exportName, toCsv } from '../ui/csv'
import { toastFault } from '../ui/toasts'
import type { ChartHandle } from './Chart'
import css from './Chart.module.css'
import type { ChartData } from './chartData'

/** Something else the export menu offers; the name is already translated. */
export interface ChartExport {
  readonly label: string
  readonly run: () => void
}

interface Props {
  readonly title: string
  /** What saved files are called where the title alone does not say what they show. */
  readonly fileName?: string
  /** Provenance: n, period, filter, as of. */
  readonly note?: ReactNode
  /** Controls left of the export menu. */
  readonly actions?: ReactNode
  /** Given, they stand in a row of their own above the heading, with the actions at its end. */
  readonly controls?: ReactNode
  readonly chart: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
  /** Exports made elsewhere, below the chart's own. */
  readonly exports?: readonly ChartExport[]
  /** The frame takes the height it is given, and the content what is left of it. */
  readonly tall?: boolean
  readonly children: ReactNode
}

/** Heading, provenance and exports (PNG, SVG, CSV, XLSX) around any chart. */
export function ChartFrame(props: Props) {
  const { title, fileName = title, note, actions, controls, chart, data, exports, tall = false } = props
  const acts = (
    <div className={css.acts}>
      {actions}
      <ExportMenu
        title={title}
        fileName={fileName}
        chart={chart}
        {...(data === undefined ? {} : { data })}
        {...(exports === undefined ? {} : { exports })}
      />
    </div>
  )
  return (
    <figure className={css.frame} style={{ margin: 0 }} data-tall={tall || undefined}>
      {controls === undefined ? (
        <figcaption className={css.head}>
          <div>
            <div className={css.title}>{title}</div>
            {note !== undefined && <div className={css.note}>{note}</div>}
          </div>
          {acts}
        </figcaption>
      ) : (
        <figcaption>
          <div className={css.head}>
            <div className={css.controls}>{controls}</div>
            {acts}
          </div>
          <div className={css.told}>
            <span className={css.title}>{title}</span> <span className={css.note}>{note}</span>
          </div>
        </figcaption>
      )}
      {props.children}
    </figure>
  )
}

interface MenuProps {
  readonly title: string
  readonly fileName: string
  readonly chart: RefObject<ChartHandle | null>
  readonly data?: () => ChartData
  readonly exports?: readonly ChartExport[]
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What a chart can be saved as. */
function ExportMenu({ title, fileName, chart, data, exports = [] }: MenuProps) {
  const { t } = useTranslation('charts')
  const save = (extension: string, mime: string, bytes: Uint8Array | null): void => {
    if (bytes !== null)
      core()
        .save({ name: exportName(fileName, extension), mime, bytes })
        .catch(toastFault)
  }
  const saveSheet = async (from: () => ChartData): Promise<void> => {
    try {
      const { toXlsx } = await import('./xlsx')
      save('xlsx', excel, await toXlsx(title, from()))
    } catch (error) {
      toastFault(error)
    }
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
