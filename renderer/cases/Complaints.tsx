import { Button, Menu, Modal, Text } from '@mantine/core'
import type { CaseRecord } from '@contract/cases'
import type { Output } from '@contract/index'
import { IconDots, IconLink, IconLinkOff, IconMessageReport, IconPlus } from '@tabler/icons-react'
import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { LinkTo, useGo, useUrlValue } from '../app/navigation'
import { Empty, Faces } from '../ui/faces'
import { Section } from '../ui/Page'
import { useComplaintClasses } from '../ui/refs/useComplaintClasses'
import { toastDone, toastFault } from '../ui/toasts'
import { useCurrency } from '../ui/useCurrency'
import { ComplaintSearch } from './ComplaintSearch'
import css from './Complaints.module.css'
import { CustomerName, ProductName } from './FieldValue'

type Complaint = Output<'complaints.list'>['rows'][number]

/** What customers reported that this case answers, in their own words. */
export default function Complaints({ caseRecord }: { readonly caseRecord: CaseRecord }) {
  const { t } = useTranslation('cases')
  const go = useGo()
  const mayLink = useMay('records.write')
  const caseId = caseRecord.id
  const answer = useQueryOf('complaints.list', { where: { caseId }, limit: 200 })
  const [link, setLink] = useUrlValue('link', '')
  const buttons = mayLink && (
    <div className={css.buttons}>
      <Button
        variant="default"
        leftSection={<IconLink size={14} />}
        onClick={() => {
          setLink('1')
        }}
      >
        {t('complaints.link')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => {
          const customer = caseRecord.customerId === null ? '' : `&customer=${caseRecord.customerId}`
          go(`/complaints/new?case=${caseId}${customer}`)
        }}
      >
        {t('complaints.new')}
      </Button>
    </div>
  )
  return (
    <div className={css.complaints}>
      <Faces
        of={answer}
        isEmpty={data => data.rows.length === 0}
        empty={
          <Empty
            icon={IconMessageReport}
            title={t('complaints.none')}
            hint={t('complaints.noneHint')}
            action={buttons}
          />
        }
      >
        {data => (
          <>
            <div className={css.head}>{buttons}</div>
            {data.rows.map(complaint => (
              <Card key={complaint.id} complaint={complaint} mayUnlink={mayLink} />
            ))}
          </>
        )}
      </Faces>
      {link !== '' && mayLink && (
        <LinkDialog
          caseId={caseId}
          onClose={() => {
            setLink('')
          }}
        />
      )}
    </div>
  )
}

function Card({ complaint, mayUnlink }: { readonly complaint: Complaint; readonly mayUnlink: boolean }) {
  const { t } = useTranslation('cases')
  const f = useFormat()
  const classes = useComplaintClasses()
  const currency = useCurrency()
  const hasCost = complaint.items.some(item => item.cost !== null)
  const update = useCommand('complaints.update')
  const link = (caseId: string | null, version: number, done?: (next: Complaint) => void): void => {
    update.mutate(
      { id: complaint.id, version, patch: { caseId } },
      { onSuccess: stored => done?.(stored), onError: toastFault }
    )
  }
  return (
    <Section
      title={`${complaint.number} ${complaint.title}`}
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('more', { name: complaint.number })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component="a" href={`#/complaints/${complaint.id}`}>
              {t('complaints.open')}
            </Menu.Item>
            {mayUnlink && (
              <Menu.Item
                leftSection={<IconLinkOff size={14} />}
                onClick={() => {
                  link(null, complaint.version, () => {
                    toastDone(t('complaints.unlinked', { number: complaint.number }))
                  })
                }}
              >
                {t('complaints.unlink')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <div className={css.facts}>
        {complaint.customerId !== null && (
          <span>
            <CustomerName id={complaint.customerId} />
          </span>
        )}
        {complaint.customerRef !== '' && <span>{t('complaints.ref', { ref: complaint.customerRef })}</span>}
        <span>{t('complaints.received', { at: f.dateTime(complaint.receivedAt) })}</span>
        <span>{t(`channels.${complaint.channel}`)}</span>
        {complaint.contact !== '' && <span>{complaint.contact}</span>}
      </div>
      {complaint.words === '' ? (
        <Text size="sm" c="dimmed">
          {t('complaints.noWords')}
        </Text>
      ) : (
        <blockquote className={css.words}>{complaint.words}</blockquote>
      )}
      {complaint.items.length > 0 && (
        <table className={css.items}>
          <thead>
            <tr>
              <th scope="col">{t('columns.product')}</th>
              <th scope="col">{t('columns.lotText')}</th>
              <th scope="col">{t('complaints.class')}</th>
              <th scope="col">{t('complaints.defect')}</th>
              <th scope="col" data-end>
                {t('complaints.complained')}
              </th>
              <th scope="col" data-end>
                {t('complaints.delivered')}
              </th>
              <th scope="col" data-end>
                {t('complaints.returned')}
              </th>
              {hasCost && (
                <th scope="col" data-end>
                  {t('complaints.cost', { currency })}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {complaint.items.map((item, i) => (
              <tr key={i}>
                <td>{item.productId === null ? '—' : <ProductName id={item.productId} />}</td>
                <td>{item.lotText === '' ? '—' : item.lotText}</td>
                <td>{item.classCode === '' ? '—' : classes.nameOf(item.classCode)}</td>
                <td>{item.defect === '' ? '—' : item.defect}</td>
                <td data-end>{f.number(item.complained)}</td>
                <td data-end>{f.number(item.delivered)}</td>
                <td data-end>{f.number(item.returned)}</td>
                {hasCost && <td data-end>{f.number(item.cost)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <LinkTo to={`/complaints/${complaint.id}`} className={css.open}>
        {t('complaints.open')}
      </LinkTo>
    </Section>
  )
}

function LinkDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useTranslation('cases')
  const update = useCommand('complaints.update')
  return (
    <Modal opened onClose={onClose} title={t('complaints.link')} size={640}>
      <ComplaintSearch
        busy={update.isPending}
        onPick={complaint => {
          update.mutate(
            { id: complaint.id, version: complaint.version, patch: { caseId } },
            {
              onSuccess: () => {
                toastDone(t('complaints.linked', { number: complaint.number }))
                onClose()
              },
              onError: toastFault
            }
          )
        }}
      />
    </Modal>
  )
}
