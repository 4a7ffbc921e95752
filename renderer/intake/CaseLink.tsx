import { Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core'
import { severities } from '@contract/cases'
import { IconArrowRight, IconBriefcase, IconFolderPlus, IconLinkOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { useMay, useMe } from '../app/me'
import { LinkTo } from '../app/navigation'
import { CaseStateBadge, SeverityBadge } from '../cases/states'
import { Failure, Loading } from '../ui/faces'
import { CasePicker } from '../ui/pickers/CasePicker'
import { PersonPicker } from '../ui/pickers/PersonPicker'
import { toastDone } from '../ui/toasts'
import css from './complaints.module.css'
import { caseOf, type ComplaintFields } from './fields'

interface Props {
  readonly fields: ComplaintFields
  readonly onLink: (caseId: string | null) => void
  readonly readOnly: boolean
  /** A complaint that is not stored yet can be linked, but opens no case. */
  readonly fresh: boolean
}

/** The case that works on the complaint: shown when there is one, else found or opened from here. */
export function CaseLink({ fields, onLink, readOnly, fresh }: Props) {
  const { t } = useTranslation('intake')
  const mayOpen = useMay('cases.write') && !fresh
  const [opening, setOpening] = useState(false)
  return (
    <section className={css.caseBlock} aria-labelledby="complaint-case">
      <header className={css.blockHead}>
        <IconBriefcase size={15} aria-hidden />
        <h2 id="complaint-case">{t('complaints.fields.caseId')}</h2>
        <span className={css.spacer} />
        {fields.caseId !== null && !readOnly && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconLinkOff size={13} />}
            onClick={() => {
              onLink(null)
            }}
          >
            {t('case.unlink')}
          </Button>
        )}
      </header>
      {fields.caseId !== null ? (
        <Linked id={fields.caseId} />
      ) : (
        <div className={css.caseChoices}>
          <p className={css.hint}>{t('case.none')}</p>
          {!readOnly && (
            <CasePicker
              aria-label={t('case.find')}
              placeholder={t('case.find')}
              value={null}
              customerId={fields.customerId}
              onChange={onLink}
            />
          )}
          {!readOnly && mayOpen && (
            <Button
              leftSection={<IconFolderPlus size={14} />}
              onClick={() => {
                setOpening(true)
              }}
            >
              {t('case.open')}
            </Button>
          )}
        </div>
      )}
      {opening && (
        <OpenCase
          fields={fields}
          onClose={() => {
            setOpening(false)
          }}
          onOpened={onLink}
        />
      )}
    </section>
  )
}

function Linked({ id }: { readonly id: string }) {
  const { t } = useTranslation('intake')
  const answer = useQueryOf('cases.get', { id })
  if (answer.data === undefined) {
    return answer.error === null ? (
      <Loading rows={2} />
    ) : (
      <Failure compact error={answer.error} retry={() => void answer.refetch()} />
    )
  }
  const { case: found, names } = answer.data
  return (
    <LinkTo to={`/cases/${found.id}`} className={css.linked}>
      <span className={css.linkedNumber}>
        {found.number} <IconArrowRight size={13} aria-hidden />
      </span>
      <span className={css.linkedTitle}>{found.title}</span>
      <span className={css.badges}>
        <CaseStateBadge state={found.state} />
        <SeverityBadge severity={found.severity} />
        {names.owner !== '' && <span className={css.quiet}>{names.owner}</span>}
        {found.due !== null && <span className={css.quiet}>{t('case.due', { day: found.due })}</span>}
      </span>
    </LinkTo>
  )
}

interface OpenProps {
  readonly fields: ComplaintFields
  readonly onClose: () => void
  readonly onOpened: (caseId: string) => void
}

function OpenCase({ fields, onClose, onOpened }: OpenProps) {
  const { t } = useTranslation('intake')
  const me = useMe()
  const [title, setTitle] = useState(fields.title)
  const [severity, setSeverity] = useState<(typeof severities)[number]>('major')
  const [ownerId, setOwnerId] = useState<string | null>(me.id)
  const add = useCommand('cases.add', {
    onSuccess: made => {
      onOpened(made.id)
      toastDone(t('case.opened', { number: made.number }))
      onClose()
    }
  })
  return (
    <Modal opened onClose={onClose} title={t('case.openTitle')} size={520}>
      <form
        onSubmit={event => {
          event.preventDefault()
          add.mutate({ ...caseOf(fields), title, severity, ownerId })
        }}
      >
        <Stack>
          <p className={css.hint}>{t('case.openHint')}</p>
          <Textarea
            label={t('case.title')}
            required
            autosize
            minRows={1}
            maxLength={300}
            data-autofocus
            value={title}
            onChange={event => {
              setTitle(event.currentTarget.value.replaceAll('\n', ' '))
            }}
          />
          <Group grow>
            <Select
              label={t('case.severity')}
              allowDeselect={false}
              value={severity}
              data={severities.map(value => ({ value, label: t(`cases:severities.${value}`) }))}
              onChange={value => {
                const chosen = severities.find(one => one === value)
                if (chosen !== undefined) setSeverity(chosen)
              }}
            />
            <PersonPicker label={t('case.owner')} value={ownerId} onChange={setOwnerId} />
          </Group>
          <FaultLine error={add.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app:cancel')}
            </Button>
            <Button type="submit" loading={add.isPending} disabled={title.trim() === ''}>
              {t('case.open')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
