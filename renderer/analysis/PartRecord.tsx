import type { ViewPart } from '@contract/analysis'
import type { Output } from '@contract/index'
import { Anchor, Button, Drawer, Group } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { LinkTo } from '../app/navigation'
import { ExportMenu } from '../charts/ExportMenu'
import { PinButton } from '../evidence/PinButton'
import { unitOf } from '../instruments/words'
import { CopyButton } from '../ui/CopyButton'
import { Faces } from '../ui/faces'
import { Verdict } from '../ui/StateBadge'
import css from './analysis.module.css'
import { useBench } from './bench'
import { showOf } from './map/shown'
import { onlyCase, useProvenance } from './PanelFrame'
import { PartResults } from './PartResults'
import { failed, statusOf } from './results'
import { testLabel } from './words'

type Record = Output<'analysis.part'>

/** The part the address names, in a drawer over the workbench. */
export function PartRecord() {
  const { t } = useTranslation('analysis')
  const { option, setOption } = useBench()
  const [, set = '', number = ''] = /^([^:]+):(\d+)$/.exec(option('part')) ?? []
  const close = (): void => {
    setOption('part', '', true)
  }
  return (
    <Drawer
      opened={set !== ''}
      onClose={close}
      position="right"
      size={820}
      title={t('part.title')}
      closeButtonProps={{ 'aria-label': t('part.close') }}
    >
      {set !== '' && <Shown set={set} part={Number(number)} />}
    </Drawer>
  )
}

function Shown({ set, part }: { readonly set: string; readonly part: number }) {
  const { view } = useBench()
  const answer = useQueryOf('analysis.part', { set, part, view }, { topics: ['import', 'set'] })
  return (
    <Faces of={answer} rows={16}>
      {record => <Facts record={record} />}
    </Faces>
  )
}

/** Where a part is and what it is called, in one line. */
function usePartName(): (part: ViewPart) => string {
  const { t } = useTranslation('analysis')
  return part =>
    [
      part.partId === '' ? t('part.number', { number: part.part + 1 }) : t('part.id', { id: part.partId }),
      part.lot,
      part.wafer === '' ? '' : t('part.wafer', { name: part.wafer }),
      part.x === null || part.y === null ? '' : `x ${part.x} y ${part.y}`
    ]
      .filter(text => text !== '')
      .join(' · ')
}

function Facts({ record }: { readonly record: Record }) {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { bench, overview, view, openPart, change } = useBench()
  const provenance = useProvenance()
  const nameOf = usePartName()
  const { part, touches, notes } = record
  const results = useMemo(
    () => record.results.toSorted((a, b) => Number(failed(b)) - Number(failed(a))),
    [record.results]
  )
  const fails = results.filter(failed)
  const table = () => ({
    header: [
      t('tests.number'),
      t('tests.text'),
      t('part.value'),
      t('tests.lo'),
      t('tests.hi'),
      t('tests.units'),
      t('part.margin'),
      t('part.z'),
      t('parts.verdict')
    ],
    rows: results.map(one => [
      one.test.number,
      testLabel(one.test, one.element),
      one.value,
      one.test.lo,
      one.test.hi,
      unitOf(one.test.units),
      one.margin,
      one.z,
      t(`part.status.${statusOf(one)}`)
    ]),
    failed: (row: number, column: number) => {
      const one = results[row]
      return column === 2 && one !== undefined && failed(one)
    }
  })
  const placed = part.waferKey !== '' && view.sets.includes(part.set)
  return (
    <div className={css.record}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <div className={css.partName}>
            {nameOf(part)} <CopyButton text={() => copied(record, nameOf(part), table())} />
          </div>
          <Group gap={8}>
            {part.pass !== null && (
              <Verdict pass={part.pass}>{t(part.pass ? 'verdict.pass' : 'verdict.fail')}</Verdict>
            )}
            <span className={css.quiet}>
              {t('part.bins', { hard: part.hardBin, soft: part.softBin ?? '–' })} ·{' '}
              {t('part.site', { head: part.head, site: part.site })}
              {part.testMs > 0 && ` · ${f.si(part.testMs / 1000, 's')}`}
            </span>
          </Group>
        </div>
        <Group gap={6} wrap="nowrap">
          {placed && (
            <Button
              variant="default"
              leftSection={<IconMap2 size={14} />}
              onClick={() => {
                change({
                  panel: 'map',
                  options: { ...bench.options, part: '', 'm.show': showOf(part.waferKey) }
                })
              }}
            >
              {t('part.onMap')}
            </Button>
          )}
          <ExportMenu title={nameOf(part)} fileName={nameOf(part)} data={table} />
          <PinButton
            title={nameOf(part)}
            label={t('part.pin')}
            caseId={bench.caseId ?? onlyCase({ overview })}
            what={() =>
              provenance.of({
                kind: 'part',
                title: t('part.pinTitle', { name: nameOf(part) }),
                caption: t('part.caption', {
                  file: record.file,
                  count: fails.length,
                  fails: fails
                    .slice(0, 3)
                    .map(one => testLabel(one.test, one.element))
                    .join(', '),
                  results: f.number(results.length)
                }),
                n: 1,
                sources: [{ name: record.file, sha256: record.sha256, setId: part.set }],
                data: table(),
                png: null,
                svg: null
              })
            }
          />
        </Group>
      </Group>
      <dl className={css.facts}>
        {part.partText !== '' && (
          <>
            <dt>{t('parts.text')}</dt>
            <dd>{part.partText}</dd>
          </>
        )}
        <dt>{t('part.file')}</dt>
        <dd>
          <Anchor component={LinkTo} to={`/sets/${part.set}`} size="sm">
            {record.file}
          </Anchor>{' '}
          <code title={record.sha256}>{record.sha256.slice(0, 12)}</code>{' '}
          <CopyButton text={() => record.sha256} />
        </dd>
        {touches.length > 1 && (
          <>
            <dt>{t('part.touches')}</dt>
            <dd>
              <ul className={css.touches}>
                {touches.map(touch => (
                  <li key={`${touch.set}:${touch.part}`}>
                    {touch.set === part.set && touch.part === part.part ? (
                      <b>{t('part.touch', { number: touch.touch, of: touch.touches })}</b>
                    ) : (
                      <button
                        type="button"
                        className={css.linkish}
                        onClick={() => {
                          openPart(touch.set, touch.part)
                        }}
                      >
                        {t('part.touch', { number: touch.touch, of: touch.touches })}
                      </button>
                    )}{' '}
                    {t('part.bins', { hard: touch.hardBin, soft: touch.softBin ?? '–' })}{' '}
                    {touch.pass !== null && t(touch.pass ? 'verdict.pass' : 'verdict.fail')}
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {notes.map((note, i) => (
          <Note key={i} note={note} />
        ))}
      </dl>
      <div className={css.results}>
        <PartResults results={results} name={nameOf(part)} />
      </div>
    </div>
  )
}

function Note({ note }: { readonly note: Record['notes'][number] }) {
  return (
    <>
      <dt>{note.record}</dt>
      <dd className={css.note}>{note.text}</dd>
    </>
  )
}

/** The record as text: for a message, a report. */
function copied(
  record: Record,
  name: string,
  table: {
    readonly header: readonly string[]
    readonly rows: readonly (readonly (string | number | null)[])[]
  }
): string {
  return [
    name,
    `${record.file}  SHA-256 ${record.sha256}`,
    '',
    table.header.join('\t'),
    ...table.rows.map(row => row.map(value => value ?? '').join('\t'))
  ].join('\n')
}
