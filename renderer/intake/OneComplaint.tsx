import { FabError } from '@contract/errors'
import { intake } from '@contract/intake'
import { ActionIcon, Button, Group, Modal, Stack, Text, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { LinkTo, useGo } from '../app/navigation'
import type { ConflictField } from '../ui/ConflictDialog'
import { CopyButton } from '../ui/CopyButton'
import { Page } from '../ui/Page'
import { RefText } from '../ui/refs/RefText'
import { ConflictNotice } from '../ui/register/ConflictNotice'
import { problemsOf } from '../ui/register/problems'
import { SaveMark } from '../ui/SaveMark'
import { TimeAgo } from '../ui/TimeAgo'
import { toastDone } from '../ui/toasts'
import { useDraft } from '../ui/useDraft'
import { CaseLink } from './CaseLink'
import css from './complaints.module.css'
import { Facts } from './Facts'
import { type Complaint, complaintFields, type ComplaintFields, fieldsOfComplaint } from './fields'
import { Items } from './Items'
import { Words } from './Words'

const schema = intake['complaints.add'].input

interface Props {
  readonly complaint: Complaint
  readonly refetch: () => unknown
}

/** A stored complaint: the customer's words first, then what exactly, then who and when. */
export function OneComplaint({ complaint, refetch }: Props) {
  const { t } = useTranslation('intake')
  const go = useGo()
  const mayWrite = useMay('records.write')
  const [removing, setRemoving] = useState(false)
  const ask = useCallback(() => void refetch(), [refetch])
  const base = fieldsOfComplaint(complaint)
  const draft = useDraft<ComplaintFields>({
    key: `complaint.${complaint.id}`,
    base,
    version: complaint.version,
    save: async (patch, version) => {
      if (problemsOf(schema, { ...base, ...patch }).size > 0)
        throw new FabError('contract.input', { issue: '' })
      const { items, ...rest } = patch
      const stored = await call('complaints.update', {
        id: complaint.id,
        version,
        patch: items === undefined ? rest : { ...rest, items: [...items] }
      })
      return { value: fieldsOfComplaint(stored), version: stored.version }
    }
  })
  const wrong = problemsOf(schema, draft.value)
  const problem = (field: string): string | undefined => {
    const found = wrong.get(field)
    return found === undefined ? undefined : t(`register:problems.${found}`)
  }
  const fields = useConflictFields()
  return (
    <Page
      title={`${complaint.number} ${draft.value.title}`}
      trail={<LinkTo to="/complaints">{t('complaints.title')}</LinkTo>}
      heading={
        <>
          <span className={css.number}>{complaint.number}</span> {draft.value.title}
        </>
      }
      marks={
        <>
          <CopyButton text={complaint.number} />
          <SaveMark draft={draft} />
        </>
      }
      actions={
        mayWrite && (
          <Tooltip label={t('complaints.remove')}>
            <ActionIcon
              aria-label={t('complaints.remove')}
              onClick={() => {
                setRemoving(true)
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      <ConflictNotice draft={draft} fields={fields} by={complaint.updatedBy} refetch={ask} />
      <div className={css.columns}>
        <div className={css.main}>
          <Words
            value={draft.value.words}
            readOnly={!mayWrite}
            fresh={false}
            onChange={words => {
              draft.set('words', words)
            }}
          />
          <Items
            items={draft.value.items}
            readOnly={!mayWrite}
            onChange={items => {
              draft.set('items', items)
            }}
          />
        </div>
        <aside className={css.side} aria-label={t('complaints.facts')}>
          <CaseLink
            fields={draft.value}
            readOnly={!mayWrite}
            fresh={false}
            onLink={caseId => {
              draft.set('caseId', caseId)
            }}
          />
          <Facts draft={draft} problem={problem} readOnly={!mayWrite} fresh={false} />
          <footer className={css.foot}>
            <span>
              {t('register:made', { name: complaint.createdBy })} <TimeAgo at={complaint.createdAt} />
            </span>
            {complaint.version > 1 && (
              <span>
                {t('register:changed', { name: complaint.updatedBy })} <TimeAgo at={complaint.updatedAt} />
              </span>
            )}
          </footer>
        </aside>
      </div>
      {removing && (
        <RemoveComplaint
          complaint={complaint}
          onClose={() => {
            setRemoving(false)
          }}
          onRemoved={() => {
            draft.discard()
            go('/complaints', true)
          }}
        />
      )}
    </Page>
  )
}

function useConflictFields(): readonly ConflictField<ComplaintFields>[] {
  const { t } = useTranslation('intake')
  const f = useFormat()
  const show: Partial<Record<keyof ComplaintFields, (value: ComplaintFields) => React.ReactNode>> = {
    customerId: v => (v.customerId === null ? '' : <RefText of={{ kind: 'customer', id: v.customerId }} />),
    caseId: v => (v.caseId === null ? '' : <RefText of={{ kind: 'case', id: v.caseId }} />),
    receivedAt: v => f.dateTime(v.receivedAt),
    channel: v => t(`complaints.channels.${v.channel}`),
    items: v =>
      v.items.map(i => [i.lotText, i.defect, f.number(i.complained)].filter(Boolean).join(' · ')).join('\n')
  }
  return complaintFields.map(name => {
    const own = show[name]
    const label = t(`complaints.fields.${name}`)
    return own === undefined ? { name, label } : { name, label, show: own }
  })
}

function RemoveComplaint({
  complaint,
  onClose,
  onRemoved
}: {
  readonly complaint: Complaint
  readonly onClose: () => void
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation('intake')
  const { id, version, number } = complaint
  const remove = useCommand('complaints.remove', {
    onSuccess: () => {
      toastDone(t('register:removed', { name: number }))
      onRemoved()
    }
  })
  return (
    <Modal opened onClose={onClose} title={t('register:removeTitle', { name: number })} size={440}>
      <Stack>
        <Text size="sm">{t('complaints.removeWarn')}</Text>
        <FaultLine error={remove.error} />
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => {
              remove.mutate({ id, version })
            }}
          >
            {t('register:remove')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
