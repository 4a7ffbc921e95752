import { faults, isFault } from '@contract/errors'
import type { ImportRecord } from '@contract/instruments'
import { Button, Drawer, Group, Text } from '@mantine/core'
import { IconArrowBackUp, IconChartHistogram } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { faultText } from '../app/i18n/faultText'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { useGo } from '../app/navigation'
import { CopyButton } from '../ui/CopyButton'
import { StateBadge } from '../ui/StateBadge'
import { toastDone, toastFault } from '../ui/toasts'
import css from './instruments.module.css'
import { Remarks } from './Remarks'
import { hasData, importTones, importWord, ofDefects } from './words'

/** The report of one import, line by line, with the way to take it back. */
export function ImportReport({
  record,
  onClose
}: {
  readonly record: ImportRecord | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('instruments')
  return (
    <Drawer
      opened={record !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={record === null ? '' : t('report.title', { name: record.name })}
      closeButtonProps={{ 'aria-label': t('report.close') }}
    >
      {record !== null && <Report record={record} onClose={onClose} />}
    </Drawer>
  )
}

function Report({ record, onClose }: { readonly record: ImportRecord; readonly onClose: () => void }) {
  const { t } = useTranslation('instruments')
  const f = useFormat()
  const go = useGo()
  const mayUndo = useMay('instruments.undo')
  const [asked, setAsked] = useState(false)
  const undo = useCommand('instruments.undo')
  const defects = ofDefects(record)
  const takenFacts: [string, string][] = [
    [t('report.records'), f.number(record.taken.records)],
    ...(defects
      ? [[t('report.defects'), f.number(record.taken.defects)] satisfies [string, string]]
      : [
          [t('report.parts'), f.number(record.taken.parts)] satisfies [string, string],
          [t('report.tests'), f.number(record.taken.tests)] satisfies [string, string]
        ]),
    [t('report.wafers'), f.number(record.taken.wafers)]
  ]
  const facts: [string, string][] = [
    [t('report.format'), record.format === '' ? '–' : t(`formats.${record.format}`, record.format)],
    [t('report.bytes'), f.bytes(record.bytes)],
    [t('report.by'), record.by],
    [t('report.started'), f.dateTime(record.startedAt, true)],
    [t('report.finished'), record.finishedAt === null ? '–' : f.dateTime(record.finishedAt, true)],
    ...(record.member === '' ? [] : [[t('report.member'), record.member] satisfies [string, string]]),
    ...(hasData(record) ? takenFacts : [])
  ]
  const takeBack = async (): Promise<void> => {
    try {
      await undo.mutateAsync({ importId: record.id })
      toastDone(t('report.undone', { name: record.name }))
      onClose()
    } catch (error) {
      toastFault(error)
    }
  }
  return (
    <div className={css.report}>
      <Group gap="xs">
        <StateBadge tone={importTones[record.state]}>{t(`states.${importWord(record)}`)}</StateBadge>
        {record.alreadyId !== null && importWord(record) !== 'already' && (
          <StateBadge tone="info">{t('report.already')}</StateBadge>
        )}
      </Group>
      {record.fault !== null && <FaultWords fault={record.fault} />}
      {record.alreadyId !== null && <Text size="sm">{t('report.alreadyHint')}</Text>}
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <FactLine key={name} name={name} value={value} />
        ))}
        {record.sha256 !== '' && (
          <>
            <dt>{t('report.hash')}</dt>
            <dd className={css.mono}>
              {record.sha256} <CopyButton label={t('report.copyHash')} text={() => record.sha256} />
            </dd>
          </>
        )}
      </dl>
      <div>
        <Text fw={600} size="sm" mb={4}>
          {t('report.remarks')}
        </Text>
        {importWord(record) === 'kept' ? (
          <Text size="sm">{t('report.kept')}</Text>
        ) : (
          <Remarks warnings={record.warnings} />
        )}
      </div>
      <Group gap="xs">
        {record.setId !== null && (
          <Button
            leftSection={<IconChartHistogram size={14} />}
            onClick={() => {
              go(`/${defects ? 'defects' : 'sets'}/${record.setId ?? ''}`)
            }}
          >
            {t(defects ? 'report.lookDefects' : 'report.look')}
          </Button>
        )}
        {mayUndo && record.state !== 'running' && record.state !== 'undone' && (
          <Button
            variant="default"
            color="red"
            loading={undo.isPending}
            leftSection={<IconArrowBackUp size={14} />}
            onClick={() => {
              if (asked) void takeBack()
              else setAsked(true)
            }}
          >
            {asked ? t('report.undoSure') : t('report.undo')}
          </Button>
        )}
      </Group>
      {asked && (
        <Text size="sm" c="dimmed" role="status">
          {t(record.format === 'zip' && hasData(record) ? 'report.undoArchiveHint' : 'report.undoHint')}
        </Text>
      )}
    </div>
  )
}

function FactLine({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}

function FaultWords({ fault }: { readonly fault: { readonly key: string; readonly details: string } }) {
  if (!isFault(fault)) return <Text size="sm">{fault.key}</Text>
  const { key } = fault
  const details = JSON.parse(fault.details) as Record<string, string>
  const { what, action } = faultText({ code: faults[key], key, details })
  return (
    <div role="alert">
      <Text size="sm" fw={600}>
        {what}
      </Text>
      <Text size="sm" c="dimmed">
        {action}
      </Text>
    </div>
  )
}
