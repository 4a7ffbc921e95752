import { Button, Group, Select, Text } from '@mantine/core'
import { severities } from '@contract/cases'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { IconLinkOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand, useQueryOf } from '../app/client/index'
import { useMe } from '../app/me'
import { LinkTo, useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { DayInput } from '../ui/DayInput'
import { ProseField, TextField } from '../ui/fields'
import { KeyHint } from '../ui/KeyHint'
import { Page, Section } from '../ui/Page'
import { CustomerPicker } from '../ui/pickers/CustomerPicker'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { ProductPicker } from '../ui/pickers/ProductPicker'
import { SaveMark } from '../ui/SaveMark'
import { toastDone, toastFault } from '../ui/toasts'
import { useDraft } from '../ui/useDraft'
import { ComplaintSearch } from './ComplaintSearch'
import css from './NewCase.module.css'
import type { Severity } from './states'

type Complaint = Output<'complaints.get'>

interface Facts {
  readonly title: string
  readonly severity: Severity
  readonly customerId: string | null
  readonly productId: string | null
  readonly ownerId: string | null
  readonly lotText: string
  readonly due: string | null
  readonly description: string
}

/** `/cases/new`: the low hurdle. A title is enough; what is typed survives until it is made. */
export default function NewCase() {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation('app')
  const go = useGo()
  const me = useMe()
  const draft = useDraft<Facts>({
    key: 'case.new',
    base: {
      title: '',
      severity: 'major',
      customerId: null,
      productId: null,
      ownerId: me.id,
      lotText: '',
      due: null,
      description: ''
    }
  })
  const [complaintId, setComplaintId] = useUrlValue('complaint', '')
  const complaint = useQueryOf('complaints.get', { id: complaintId }, { enabled: complaintId !== '' })
  const [asked, setAsked] = useState(false)
  const add = useCommand('cases.add')
  const { value, set } = draft
  const blank = value.title.trim() === ''

  const create = async (): Promise<void> => {
    setAsked(true)
    if (blank || add.isPending) return
    const made = await add.mutateAsync({ ...value, title: value.title.trim() })
    draft.done()
    toastDone(t('made', { number: made.number }))
    if (complaint.data !== undefined) await linkTo(made.id, complaint.data)
    go(`/cases/${made.id}`, true)
  }
  const submit = (): void => {
    create().catch(toastFault)
  }
  useShortcut('mod+Enter', t('create'), submit, { group: 'app:keys.edit', whileTyping: true })
  return (
    <Page
      title={t('new')}
      trail={
        <>
          <LinkTo to="/cases">{t('title')}</LinkTo> / {t('new')}
        </>
      }
      actions={
        <>
          <SaveMark draft={draft} />
          <Button
            variant="default"
            onClick={() => {
              draft.discard()
              go('/cases')
            }}
          >
            {draft.dirty ? t('discard') : common('cancel')}
          </Button>
          <Button loading={add.isPending} rightSection={<KeyHint keys="mod+Enter" />} onClick={submit}>
            {t('create')}
          </Button>
        </>
      }
    >
      <form
        className={css.form}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <div className={css.main}>
          <Section>
            <div className={css.stack}>
              <TextField
                draft={draft}
                field="title"
                label={t('fields.title')}
                description={t('hints.title')}
                error={asked && blank ? t('titleNeeded') : null}
                required
                maxLength={300}
                autoFocus
                data-autofocus
              />
              <ProseField
                draft={draft}
                field="description"
                label={t('fields.description')}
                placeholder={t('hints.description')}
                minRows={8}
                maxLength={100_000}
              />
            </div>
          </Section>
          <Section title={t('complaints.one')}>
            {complaintId === '' ? (
              <>
                <Text size="xs" c="dimmed" mb={6}>
                  {t('complaints.pickHint')}
                </Text>
                <ComplaintSearch
                  busy={false}
                  onPick={picked => {
                    setComplaintId(picked.id)
                    takeOver(picked, value, set)
                  }}
                />
              </>
            ) : (
              <Linked
                complaint={complaint.data}
                onUnlink={() => {
                  setComplaintId('')
                }}
              />
            )}
          </Section>
        </div>
        <aside aria-label={t('facts')}>
          <Section title={t('facts')}>
            <div className={css.stack}>
              <Select
                label={t('fields.severity')}
                data={severities.map(key => ({ value: key, label: t(`severities.${key}`) }))}
                value={value.severity}
                allowDeselect={false}
                onChange={next => {
                  if (next !== null) set('severity', next)
                }}
              />
              <CustomerPicker
                label={t('fields.customerId')}
                value={value.customerId}
                onChange={next => {
                  set('customerId', next)
                }}
              />
              <ProductPicker
                label={t('fields.productId')}
                value={value.productId}
                onChange={next => {
                  set('productId', next)
                }}
              />
              <TextField
                draft={draft}
                field="lotText"
                label={t('fields.lotText')}
                placeholder={t('hints.lotText')}
                maxLength={300}
              />
              <PersonPicker
                label={t('fields.ownerId')}
                value={value.ownerId}
                onChange={next => {
                  set('ownerId', next)
                }}
              />
              <DayInput
                label={t('fields.due')}
                value={value.due}
                onChange={next => {
                  set('due', next)
                }}
              />
            </div>
          </Section>
        </aside>
        {/* Enter in a line of text makes the case. */}
        <button type="submit" className="fab-visually-hidden" tabIndex={-1}>
          {t('create')}
        </button>
      </form>
    </Page>
  )
}

/** Fill what is still empty from the complaint; the case's own words stay. */
function takeOver(
  complaint: Complaint,
  value: Facts,
  set: <K extends keyof Facts>(field: K, next: Facts[K]) => void
): void {
  const item = complaint.items[0]
  if (value.title.trim() === '') set('title', complaint.title)
  if (value.customerId === null) set('customerId', complaint.customerId)
  if (value.productId === null && item !== undefined) set('productId', item.productId)
  if (value.lotText === '' && item !== undefined) set('lotText', item.lotText)
}

/** Link the complaint to the new case, on its present version. */
async function linkTo(caseId: string, complaint: Complaint): Promise<void> {
  const put = (version: number): Promise<unknown> =>
    call('complaints.update', { id: complaint.id, version, patch: { caseId } })
  try {
    await put(complaint.version)
  } catch (error) {
    if (!(error instanceof FabError) || error.fault.key !== 'record.conflict') throw error
    const now = await call('complaints.get', { id: complaint.id })
    await put(now.version)
  }
}

interface LinkedProps {
  readonly complaint: Complaint | undefined
  readonly onUnlink: () => void
}

function Linked({ complaint, onUnlink }: LinkedProps) {
  const { t } = useTranslation('cases')
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {complaint === undefined ? '…' : `${complaint.number} ${complaint.title}`}
        </Text>
        <Button variant="subtle" leftSection={<IconLinkOff size={14} />} onClick={onUnlink}>
          {t('complaints.unlink')}
        </Button>
      </Group>
      {complaint !== undefined && complaint.words !== '' && (
        <blockquote className={css.words}>{complaint.words}</blockquote>
      )}
    </>
  )
}
