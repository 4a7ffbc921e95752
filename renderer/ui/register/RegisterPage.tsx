import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../app/client/index'
import { useMay } from '../../app/me'
import { useGo, useParam, useUrlValue } from '../../app/navigation'
import { useShortcut } from '../../app/shortcuts'
import { Empty } from '../faces'
import type { Sort } from '../grid/columns'
import { DataGrid } from '../grid/DataGrid'
import { Page } from '../Page'
import { SplitPane } from '../SplitPane'
import { toastFault } from '../toasts'
import { exportList } from './exportList'
import { NewRecord } from './NewRecord'
import { RecordPane } from './RecordPane'
import type { Register, Stored } from './register'
import { withRef } from './withRef'

/** Address of the form for a new record, in place of an id. */
const newId = 'new'

/**
 * A register on one screen: its list, and beside it the record that is open or being made. The path is
 * `<path>/{-$id}`, so that opening a record leaves the list where it is.
 */
export function RegisterPage<R extends Stored, F extends object>({ of }: { readonly of: Register<R, F> }) {
  const { t } = useTranslation('register')
  const { t: own } = useTranslation()
  const go = useGo()
  const open = useParam('id')
  const mayWrite = useMay('records.write')
  const [text, setText] = useUrlValue('q', '')
  const [typed, setTyped] = useState(text)
  const [searched] = useDebouncedValue(typed, 150)
  const [sort, setSort] = useState<Sort | null>(of.sort ?? null)
  const columns = of.useColumns()
  const ask = {
    text: searched,
    where: {},
    descending: sort?.descending ?? false,
    ...(sort === null ? {} : { sort: sort.id })
  }
  const source = of.useSource(ask)
  const title = own(of.texts.title)

  const query = text === '' ? '' : `?q=${encodeURIComponent(text)}`
  const show = (id: string, replace = false): void => {
    go(id === '' ? `${of.path}${query}` : `${of.path}/${id}${query}`, replace)
  }
  const close = (): void => {
    show('')
  }
  const add = (): void => {
    show(newId)
  }
  useShortcut('n', own(of.texts.add), add, { enabled: mayWrite })
  useShortcut('Escape', t('close'), close, { enabled: open !== '' })

  const button = mayWrite && (
    <Button leftSection={<IconPlus size={14} />} onClick={add}>
      {own(of.texts.add)}
    </Button>
  )
  const list = (
    <DataGrid
      id={of.path.slice(1)}
      label={title}
      columns={columns.map(withRef)}
      source={source}
      rowKey={record => record.id}
      {...(open === '' || open === newId ? {} : { current: open })}
      sort={sort}
      onSort={setSort}
      filter={typed}
      onFilter={next => {
        setTyped(next)
        setText(next)
      }}
      filterPlaceholder={own(of.texts.find)}
      openOnClick
      onOpen={record => {
        show(record.id, open !== '')
      }}
      onActive={record => {
        // With a record open, the arrows leaf through the list.
        if (open !== '' && open !== newId) show(record.id, true)
      }}
      exports={[
        {
          label: t('csv'),
          run: () => {
            exportList(of.path.slice(1), window => of.list({ ...ask, ...window }), columns, title)
              .then(file => core().save(file))
              .catch(toastFault)
          }
        }
      ]}
      empty={
        <Empty
          icon={of.icon}
          title={own(of.texts.none)}
          hint={own(of.texts.noneHint)}
          action={button === false ? undefined : button}
        />
      }
    />
  )
  return (
    <Page title={title} actions={button} full>
      <SplitPane
        id="register"
        first={list}
        initial={460}
        min={280}
        second={
          open === '' ? null : open === newId ? (
            <NewRecord of={of} onClose={close} onMade={show} />
          ) : (
            <RecordPane key={open} of={of} id={open} onClose={close} />
          )
        }
      />
    </Page>
  )
}
