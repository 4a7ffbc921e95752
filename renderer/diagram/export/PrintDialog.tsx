import type { Scene } from '@contract/diagram/scene'
import { type PrintSettings, printSettings } from '@contract/diagramPrint'
import type { DiagramRow } from '@contract/rca'
import { Button, Group, Modal, Progress, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../app/client/index'
import { exportName } from '../../ui/csv'
import { toastFault, toastInfo } from '../../ui/toasts'
import { printed } from './printed'

interface Props {
  readonly diagram: DiagramRow
  readonly scene: Scene
  readonly onClose: () => void
}

/** How large the picture is on paper; `fit` = all of it on one page. */
const sizes = ['fit', '1', '0.75', '0.5', '0.35'] as const
type Size = (typeof sizes)[number]

/** Paper, orientation and size, then the PDF. */
export function PrintDialog({ diagram, scene, onClose }: Props) {
  const { t, i18n } = useTranslation('diagram')
  const [paper, setPaper] = useState<PrintSettings['paper']>('A4')
  const [orientation, setOrientation] = useState<PrintSettings['orientation']>(
    scene.width >= scene.height ? 'landscape' : 'portrait'
  )
  const [size, setSize] = useState<Size>('fit')
  /** Share of the picture that is handed over; null = nothing is being made. */
  const [sent, setSent] = useState<number | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(
    () => () => {
      abort.current?.abort()
    },
    []
  )
  const print = async (signal: AbortSignal): Promise<void> => {
    const made = await printed(
      scene,
      printSettings.parse({
        title: diagram.title,
        caseNumber: diagram.caseNumber,
        version: t('export.version', { revision: diagram.version }),
        paper,
        orientation,
        scale: size === 'fit' ? null : Number(size),
        language: i18n.language === 'zh-CN' ? 'zh-CN' : 'en',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone
      }),
      signal,
      setSent
    )
    // Who closed the dialog meanwhile wants no file.
    if (signal.aborted) return
    await core().save({
      name: exportName(`${diagram.caseNumber} ${diagram.title}`.trim(), 'pdf'),
      mime: made.mime,
      bytes: made.bytes
    })
    if (made.missing.length > 0) toastInfo(t('export.missing', { characters: made.missing.join(' ') }))
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('export.pdfTitle')} size="sm">
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('export.paper')}
          value={paper}
          data={['A4', 'A3']}
          onChange={value => {
            setPaper(value === 'A3' ? 'A3' : 'A4')
          }}
        />
        <SegmentedControl
          aria-label={t('export.orientation')}
          value={orientation}
          data={[
            { value: 'landscape', label: t('export.landscape') },
            { value: 'portrait', label: t('export.portrait') }
          ]}
          onChange={value => {
            setOrientation(value === 'portrait' ? 'portrait' : 'landscape')
          }}
        />
        <Select
          label={t('export.size')}
          value={size}
          allowDeselect={false}
          data={sizes.map(one => ({
            value: one,
            label: one === 'fit' ? t('export.fit') : t('export.percent', { percent: Number(one) * 100 })
          }))}
          onChange={value => {
            setSize(sizes.find(one => one === value) ?? 'fit')
          }}
        />
        <Text size="xs" c="dimmed">
          {t('export.pagesHint')}
        </Text>
        {sent !== null && (
          <div role="status">
            <Text size="xs" c="dimmed">
              {t(sent < 1 ? 'export.sending' : 'export.making')}
            </Text>
            <Progress value={100 * sent} animated={sent >= 1} aria-label={t('export.sending')} />
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            loading={sent !== null}
            onClick={() => {
              const own = new AbortController()
              abort.current = own
              setSent(0)
              print(own.signal)
                .catch((error: unknown) => {
                  if (!own.signal.aborted) toastFault(error)
                })
                .finally(() => {
                  setSent(null)
                })
            }}
          >
            {t('export.make')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
