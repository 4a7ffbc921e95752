import type { Output } from '@contract/index'
import { Button, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessageReport, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { Sort } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { Page } from '../ui/Page'
import { RefText } from '../ui/refs/RefText'
import { useComplaintClasses } from '../ui/refs/useComplaintClasses'
import { exportList } from '../ui/register/exportList'
import type { RegisterColumn } from '../ui/register/register'
import { withRef } from '../ui/register/withRef'
import { TimeAgo } from '../ui/TimeAgo'
import { toastFault } from '../ui/toasts'
import { useCurrency } from '../ui/useCurrency'
import css from './complaints.module.css'
import { totals } from './fields'

type Row = Output<'complaints.list'>['rows'][number]

const newestFirst: Sort = { id: 'receivedAt', descending: true }

/** Everything customers reported, newest first. */
export default function Complaints() {
  const { t } = useTranslation('intake')
  const go = useGo()
  const mayWrite = useMay('records.write')
  const [customer, setCustomer] = useUrlValue('customer', '')
  const [show, setShow] = useUrlValue('show', 'all')
  const [text, setText] = useUrlValue('q', '')
  const [searched] = useDebouncedValue(text, 150)
  const [sort, setSort] = useState<Sort | null>(newestFirst)
  const columns = useColumns()
  const ask = {
    text: searched,
    where: {
      ...(customer === '' ? {} : { customerId: customer }),
      ...(show === 'open' ? { caseId: null } : {})
    },
    descending: sort?.descending ?? false,
    ...(sort === null ? {} : { sort: sort.id })
  }
  const source = useWindowOf('complaints.list', ask, output => output)
  const add = (): void => {
    go(customer === '' ? '/complaints/new' : `/complaints/new?customer=${customer}`)
  }
  useShortcut('n', t('complaints.add'), add, { enabled: mayWrite })
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={14} />} onClick={add}>
      {t('complaints.add')}
    </Button>
  )
  const title = t('complaints.title')
  return (
    <Page title={title} actions={button} full>
      <DataGrid
        id="complaints"
        label={title}
        columns={columns.map(withRef)}
        source={source}
        rowKey={row => row.id}
        sort={sort}
        onSort={setSort}
        filter={text}
        onFilter={setText}
        filterPlaceholder={t('complaints.find')}
        openOnClick
        onOpen={row => {
          go(`/complaints/${row.id}`)
        }}
        tools={
          <>
            <SegmentedControl
              aria-label={t('complaints.show.label')}
              value={show}
              onChange={setShow}
              data={(['all', 'open'] as const).map(value => ({
                value,
                label: t(`complaints.show.${value}`)
              }))}
            />
            {customer !== '' && (
              <Button
                variant="light"
                rightSection={<IconX size={13} />}
                aria-label={t('complaints.anyCustomer')}
                onClick={() => {
                  setCustomer('')
                }}
              >
                <RefText of={{ kind: 'customer', id: customer }} />
              </Button>
            )}
          </>
        }
        exports={[
          {
            label: t('register:csv'),
            run: () => {
              exportList(
                'complaints',
                window => call('complaints.list', { ...ask, ...window }),
                columns,
                title
              )
                .then(file => core().save(file))
                .catch(toastFault)
            }
          }
        ]}
        empty={
          show === 'open' && customer === '' ? (
            <Empty icon={IconMessageReport} title={t('complaints.allLinked')} />
          ) : (
            <Empty
              icon={IconMessageReport}
              title={t('complaints.none')}
              hint={t('complaints.noneHint')}
              action={button === false ? undefined : button}
            />
          )
        }
      />
    </Page>
  )
}

function useColumns(): readonly RegisterColumn<Row>[] {
  const { t } = useTranslation('intake')
  const f = useFormat()
  const { nameOf } = useComplaintClasses()
  const currency = useCurrency()
  return [
    { id: 'number', title: t('complaints.fields.number'), value: r => r.number, width: 128, fixed: true },
    { id: 'title', title: t('complaints.fields.title'), value: r => r.title, width: 188, grow: true },
    {
      id: 'customerId',
      title: t('complaints.fields.customerId'),
      value: r => r.customerId,
      ref: r => (r.customerId === null ? null : { kind: 'customer', id: r.customerId }),
      width: 150,
      grow: true
    },
    { id: 'customerRef', title: t('complaints.fields.customerRef'), value: r => r.customerRef, width: 116 },
    {
      id: 'receivedAt',
      title: t('complaints.fields.receivedAt'),
      value: r => f.dateTime(r.receivedAt),
      cell: r => (
        <span className={css.received}>
          <span>{f.date(r.receivedAt)}</span>
          <span className={css.quiet}>
            <TimeAgo at={r.receivedAt} />
          </span>
        </span>
      ),
      width: 172
    },
    {
      id: 'channel',
      title: t('complaints.fields.channel'),
      value: r => t(`complaints.channels.${r.channel}`),
      width: 84
    },
    {
      id: 'classes',
      title: t('items.classCode'),
      value: r => {
        const codes = r.items.map(item => item.classCode).filter(code => code !== '')
        return [...new Set(codes)].map(nameOf).join(', ')
      },
      sortable: false,
      width: 140
    },
    {
      id: 'complained',
      title: t('complaints.fields.complained'),
      value: r => totals(r.items).complained,
      cell: r => {
        const { complained } = totals(r.items)
        return complained === null ? '' : f.number(complained)
      },
      align: 'end',
      sortable: false,
      width: 90
    },
    {
      id: 'cost',
      title: t('items.cost', { currency }),
      value: r => totals(r.items).cost,
      cell: r => {
        const { cost } = totals(r.items)
        return cost === null ? '' : f.number(cost)
      },
      align: 'end',
      sortable: false,
      hidden: true,
      width: 110
    },
    {
      id: 'caseId',
      title: t('complaints.fields.caseId'),
      value: r => r.caseId,
      ref: r => (r.caseId === null ? null : { kind: 'case', id: r.caseId }),
      width: 146,
      grow: true
    }
  ]
}
