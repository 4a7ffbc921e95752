import { Modal } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataGrid } from '../../ui/grid/DataGrid'
import type { Column } from '../../ui/grid/columns'
import { repeatable, repeatInto } from './hands'
import type { Target } from './tree'
import type { TreeEditor } from './useTree'
import css from './faultTree.module.css'

/** Choose a gate or event that is there already, to put it in once more. */
export function RepeatDialog({
  editor,
  onClose
}: {
  readonly editor: TreeEditor
  readonly onClose: () => void
}) {
  const { t } = useTranslation('faultTree')
  const { tree } = editor
  const rows = useMemo(() => repeatable(editor), [editor])
  const columns = useMemo(
    (): readonly Column<Target>[] => [
      { id: 'name', title: t('properties.name'), value: row => row.data.name, width: 110 },
      { id: 'label', title: t('properties.label'), value: row => row.data.label, grow: true },
      { id: 'type', title: t('repeat.what'), value: row => t(row.type), width: 90 },
      {
        id: 'uses',
        title: t('repeat.uses'),
        value: row => tree.uses.get(row.id)?.length ?? 0,
        align: 'end',
        width: 80
      }
    ],
    [t, tree]
  )
  return (
    <Modal opened onClose={onClose} title={t('repeat.title')} size={680}>
      <p className={css.says}>{t('repeat.says')}</p>
      <div className={css.dialogGrid}>
        <DataGrid
          id="faultTree.repeat"
          label={t('repeat.title')}
          columns={columns}
          rows={rows}
          rowKey={row => row.id}
          openOnClick
          compact
          onOpen={row => {
            editor.run(repeatInto(editor, row.id))
            onClose()
          }}
        />
      </div>
    </Modal>
  )
}
