import type { Scene } from '@contract/diagram/scene'
import { type PrintSettings, printSettings } from '@contract/diagramPrint'
import type { DiagramRow } from '@contract/rca'
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, core } from '../../app/client/index'
import { exportName } from '../../ui/csv'
import { toastFault, toastInfo } from '../../ui/toasts'

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
  const [busy, setBusy] = useState(false)
  const print = async (): Promise<void> => {
    const made = await call('diagramPrint.pdf', {
      scene,
      settings: printSettings.parse({
        title: diagram.title,
        caseNumber: diagram.caseNumber,
        version: t('export.version', { revision: diagram.version }),
        paper,
        orientation,
        scale: size === 'fit' ? null : Number(size),
        language: i18n.language === 'zh-CN' ? 'zh-CN' : 'en',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone
      })
    })
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
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            loading={busy}
            onClick={() => {
              setBusy(true)
              print()
                .catch(toastFault)
                .finally(() => {
                  setBusy(false)
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
