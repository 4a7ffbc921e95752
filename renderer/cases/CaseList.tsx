import { Button } from '@mantine/core'
import type { CaseRow } from '@contract/cases'
import { IconFolderPlus, IconPlus } from '@tabler/icons-react'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../app/client/index'
import { appHistory } from '../app/history'
import { language } from '../app/i18n'
import { useMay } from '../app/me'
import { useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Empty } from '../ui/faces'
import type { Column, Layout } from '../ui/grid/columns'
import { initialLayout, readLayout, shownColumns, writeLayout } from '../ui/grid/columns'
import { DataGrid } from '../ui/grid/DataGrid'
import { useWindowOf } from '../ui/grid/useWindowOf'
import { KeyHint } from '../ui/KeyHint'
import { Page } from '../ui/Page'
import { toastDone, toastFault } from '../ui/toasts'
import { useToday } from '../ui/useToday'
import { caseColumns, useCaseColumns } from './columns'
import { type CaseSort, choicesMade, filterAt, plainList } from './filter'
import { GoToCase } from './GoToCase'
import { ListFilters } from './ListFilters'
import { RowMenu } from './RowMenu'
import { type ListAddress, useListState } from './useListState'
import { ViewBar } from './ViewBar'

const gridId = 'cases.list'

/** `/cases`: every case, narrowed, sorted and arranged; the address holds what is shown. */
export default function CaseList() {
  const { t } = useTranslation('cases')
  const go = useGo()
  const today = useToday()
  const mayWrite = useMay('cases.write')
  const { state: addressed, view, set } = useListState()
  const [goTo, setGoTo] = useUrlValue('goto', '')
  const [text, setText] = useTypedText(addressed.filter.text, typed => {
    set({ ...addressed, filter: { ...addressed.filter, text: typed } }, { replace: true })
  })
  const state = { ...addressed, filter: { ...addressed.filter, text: text.trim() } }
  const change: ListAddress['set'] = (next, options) => {
    // Words that are typed but not yet in the address belong to the step that Back leads to.
    if (state.filter.text !== addressed.filter.text) {
      set(state, { replace: true })
      // The history gathers the steps of one moment into one.
      appHistory().flush()
    }
    set(next, options)
  }
  const [columns, setMenuFor] = useListColumns()
  const fresh = useMemo(() => initialLayout(columns), [columns])
  const [layout, setLayout] = useState<Layout>(() => readLayout(gridId, columns))
  const keepLayout = (next: Layout): void => {
    setLayout(next)
    writeLayout(gridId, next)
  }
  const filter = filterAt(state, today)
  const source = useWindowOf(
    'cases.list',
    { filter, sort: state.sort, descending: state.descending },
    output => output,
    { topics: ['case', 'customer', 'product'] }
  )
  const create = useCallback(() => {
    go('/cases/new')
  }, [go])
  useShortcut('n', t('new'), create, { enabled: mayWrite, group: 'app:keys.list' })
  useShortcut('.', t('rowMenu'), null, { group: 'app:keys.list' })

  const save = (format: 'csv' | 'xlsx'): void => {
    const shown = shownColumns(columns, layout).map(column => column.id)
    const exported = shown.flatMap(id => caseColumns.filter(known => known === id))
    call('cases.export', {
      filter,
      sort: state.sort,
      descending: state.descending,
      columns: exported,
      format,
      language: language()
    })
      .then(file => core().save(file))
      .then(name => {
        if (name !== null) toastDone(t('exported', { name }))
      }, toastFault)
  }
  const narrowed = choicesMade(state) > 0
  return (
    <Page
      full
      title={t('title')}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={14} />} rightSection={<KeyHint keys="n" />} onClick={create}>
            {t('new')}
          </Button>
        )
      }
      bar={
        <ViewBar
          state={state}
          layout={layout}
          fresh={fresh}
          view={view}
          onOpen={(next, id) => {
            if (next.layout !== null) keepLayout(next.layout)
            change(next.state, { view: id })
          }}
        />
      }
    >
      <DataGrid
        id={gridId}
        label={t('title')}
        columns={columns}
        source={source}
        rowKey={row => row.id}
        onOpen={row => {
          go(`/cases/${row.id}`)
        }}
        sort={{ id: state.sort, descending: state.descending }}
        onSort={sort => {
          change({
            ...state,
            sort: (sort?.id ?? plainList.sort) as CaseSort,
            descending: sort?.descending ?? plainList.descending
          })
        }}
        filter={text}
        onFilter={setText}
        filterPlaceholder={t('filter.placeholder')}
        layout={layout}
        onLayout={keepLayout}
        onRowKey={(event, row) => {
          if (event.key !== '.' && event.key !== 'ContextMenu' && !(event.shiftKey && event.key === 'F10'))
            return
          event.preventDefault()
          // Opened within the key's own event, the menu would take that key for one outside of it.
          setTimeout(() => {
            setMenuFor(row.id)
          })
        }}
        tools={<ListFilters state={state} onChange={change} />}
        exports={[
          {
            label: 'CSV',
            run: () => {
              save('csv')
            }
          },
          {
            label: 'XLSX',
            run: () => {
              save('xlsx')
            }
          }
        ]}
        empty={
          narrowed ? (
            <Empty
              title={t('noneMatch')}
              hint={t('noneMatchHint')}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    change(plainList, { view: '' })
                  }}
                >
                  {t('filter.clear')}
                </Button>
              }
            />
          ) : (
            <Empty
              icon={IconFolderPlus}
              title={t('none')}
              hint={t('noneHint')}
              action={
                mayWrite && (
                  <Button leftSection={<IconPlus size={14} />} onClick={create}>
                    {t('new')}
                  </Button>
                )
              }
            />
          )
        }
      />
      {goTo !== '' && (
        <GoToCase
          onClose={() => {
            setGoTo('')
          }}
        />
      )}
    </Page>
  )
}

/** The columns with the menu of each row, and the way to open one by its case's id. */
function useListColumns(): readonly [readonly Column<CaseRow>[], (id: string | null) => void] {
  const plain = useCaseColumns()
  const [menuFor, setMenuFor] = useState<string | null>(null)
  const columns = useMemo<readonly Column<CaseRow>[]>(
    () => [
      ...plain,
      {
        id: 'acts',
        title: '',
        value: () => '',
        sortable: false,
        fixed: true,
        width: 44,
        cell: row => (
          <RowMenu
            row={row}
            open={menuFor === row.id}
            onOpen={open => {
              setMenuFor(open ? row.id : null)
            }}
          />
        )
      }
    ],
    [plain, menuFor]
  )
  return [columns, setMenuFor]
}

/** What is typed at once; the address follows after a pause, and leads when it changes otherwise (Back). */
function useTypedText(inAddress: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(inAddress)
  const [seen, setSeen] = useState(inAddress)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  if (inAddress !== seen) {
    setSeen(inAddress)
    if (inAddress !== text.trim()) setText(inAddress)
  }
  const write = useEffectEvent(tell)
  useEffect(() => {
    if (text.trim() === inAddress) return
    timer.current = setTimeout(() => {
      write(text.trim())
    }, 250)
    return () => {
      if (timer.current !== null) clearTimeout(timer.current)
    }
  }, [text, inAddress])
  return [text, setText]
}
