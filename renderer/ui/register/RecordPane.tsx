import { ActionIcon, Tooltip } from '@mantine/core'
import { FabError } from '@contract/errors'
import { IconTrash, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../app/me'
import { Faces } from '../faces'
import { LinkTo } from '../../app/navigation'
import { SaveMark } from '../SaveMark'
import { TimeAgo } from '../TimeAgo'
import { useDraft } from '../useDraft'
import { ConflictNotice } from './ConflictNotice'
import { problemsOf, refusedField } from './problems'
import css from './register.module.css'
import type { Register, Stored } from './register'
import { RemoveRecord } from './RemoveRecord'
import { useProblems } from './useProblems'

interface Props<R extends Stored, F extends object> {
  readonly of: Register<R, F>
  readonly id: string
  readonly onClose: () => void
}

/** One record beside its list: its fields, saved as they are typed, and what refers to it. */
export function RecordPane<R extends Stored, F extends object>({ of, id, onClose }: Props<R, F>) {
  const answer = useQuery<R, FabError>({
    queryKey: [`${of.name}.get`, { id }],
    queryFn: () => of.get(id)
  })
  const ask = answer.refetch
  const refetch = useCallback(() => void ask(), [ask])
  return (
    <Faces of={answer}>
      {record => <Editor of={of} record={record} onClose={onClose} refetch={refetch} />}
    </Faces>
  )
}

interface EditorProps<R extends Stored, F extends object> {
  readonly of: Register<R, F>
  readonly record: R
  readonly onClose: () => void
  readonly refetch: () => void
}

function Editor<R extends Stored, F extends object>({ of, record, onClose, refetch }: EditorProps<R, F>) {
  const { t } = useTranslation('register')
  const mayWrite = useMay('records.write')
  const [removing, setRemoving] = useState(false)
  const draft = useDraft<F>({
    key: `${of.kind}.${record.id}`,
    base: of.fieldsOf(record),
    version: record.version,
    save: async (patch, version) => {
      const wrong = [...problemsOf(of.schema, { ...of.fieldsOf(record), ...patch })]
      if (wrong.length > 0) throw new FabError('contract.input', { issue: '' })
      const stored = await of.update(record.id, version, patch)
      return { value: of.fieldsOf(stored), version: stored.version }
    }
  })
  const problem = useProblems(of, draft.value, draft.fault, true)
  const fields = of.useFields()
  const name = of.nameOf(record)
  const other = refusedField(draft.fault)?.other ?? ''
  const { Form, Related, Mark } = of
  return (
    <section className={css.pane} aria-label={name}>
      <header className={css.head}>
        <h2 className={css.name} title={name}>
          {name}
        </h2>
        {Mark !== undefined && <Mark record={record} />}
        <SaveMark draft={draft} />
        <span className={css.spacer} />
        {mayWrite && (
          <Tooltip label={t('remove')}>
            <ActionIcon
              aria-label={t('removeName', { name })}
              onClick={() => {
                setRemoving(true)
              }}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </Tooltip>
        )}
        <Tooltip label={t('close')}>
          <ActionIcon aria-label={t('close')} onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={css.body}>
        <ConflictNotice draft={draft} fields={fields} by={record.updatedBy} refetch={refetch} />
        {other !== '' && (
          <div className={css.notice} role="alert">
            <LinkTo to={`${of.path}/${other}`}>{t('openOther')}</LinkTo>
          </div>
        )}
        <Form draft={draft} problem={problem} readOnly={!mayWrite} fresh={false} />
        {Related !== undefined && <Related record={record} />}
        <footer className={css.foot}>
          <span>
            {t('made', { name: record.createdBy })} <TimeAgo at={record.createdAt} />
          </span>
          {record.version > 1 && (
            <span>
              {t('changed', { name: record.updatedBy })} <TimeAgo at={record.updatedAt} />
            </span>
          )}
        </footer>
      </div>
      {removing && (
        <RemoveRecord
          of={of}
          record={record}
          onClose={() => {
            setRemoving(false)
          }}
          onRemoved={() => {
            draft.discard()
            onClose()
          }}
        />
      )}
    </section>
  )
}
