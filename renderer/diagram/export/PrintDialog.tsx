import type { Scene } from '@contract/diagram/scene'
import { type PrintSettings, printSettings } from '@contract/diagramPrint'
import type { DiagramRow } from '@contract/rca'
import { Button, Group, Modal, Progress, Radio, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../app/client/index'
import { exportName } from '../../ui/csv'
import { toastFault, toastInfo } from '../../ui/toasts'
import { printed, type Printable } from './printed'

/** Something that can be printed in the place of what is shown. */
export interface PrintChoice {
  readonly key: string
  readonly label: string
  readonly hint: string
  /** It is several pictures. */
  readonly several: boolean
  /** Why it cannot be printed; absent where it can. */
  readonly refused?: string | undefined
  /** Draws it. @param onDrawn told the share that is drawn, 0 to 1 */
  readonly make: (signal: AbortSignal, onDrawn: (share: number) => void) => Promise<Printable>
}

interface Props {
  readonly diagram: DiagramRow
  /** What is shown. */
  readonly scene: Scene
  /** What else there is to print, the first of them offered first; none = what is shown, without being asked. */
  readonly choices: readonly PrintChoice[]
  readonly onClose: () => void
}

/** How large the picture is on paper; `fit` = all of it on one page, `legible` = so where it can be read thus. */
const sizes = ['fit', 'legible', '1', '0.75', '0.5', '0.35'] as const
type Size = (typeof sizes)[number]

/** At this scale what is 12 px on the screen is 4 points on paper: the least that is read without a glass. */
const legible = 0.45

/** What is being done, and how much of it is done. */
type Step = { readonly key: 'drawing' | 'sending' | 'making'; readonly share: number }

/** What, paper, orientation and size, then the PDF. */
export function PrintDialog({ diagram, scene, choices, onClose }: Props) {
  const { t, i18n } = useTranslation('diagram')
  const [paper, setPaper] = useState<PrintSettings['paper']>('A4')
  const [orientation, setOrientation] = useState<PrintSettings['orientation']>(
    scene.width >= scene.height ? 'landscape' : 'portrait'
  )
  const [size, setSize] = useState<Size>(choices[0]?.several === true ? 'legible' : 'fit')
  const [chosen, setChosen] = useState(choices.find(one => one.refused === undefined)?.key ?? '')
  const choice = choices.find(one => one.key === chosen)
  /** Null = nothing is being made. */
  const [step, setStep] = useState<Step | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(
    () => () => {
      abort.current?.abort()
    },
    []
  )
  const print = async (signal: AbortSignal): Promise<void> => {
    const picture =
      choice === undefined
        ? scene
        : await choice.make(signal, share => {
            setStep({ key: 'drawing', share })
          })
    const made = await printed(
      picture,
      printSettings.parse({
        title: diagram.title,
        caseNumber: diagram.caseNumber,
        version: t('export.version', { revision: diagram.version }),
        paper,
        orientation,
        scale: size === 'fit' || size === 'legible' ? null : Number(size),
        least: size === 'legible' ? legible : null,
        language: i18n.language === 'zh-CN' ? 'zh-CN' : 'en',
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone
      }),
      signal,
      share => {
        setStep({ key: share < 1 ? 'sending' : 'making', share })
      }
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
        {choices.length > 1 && (
          <Radio.Group label={t('export.what')} value={chosen} onChange={setChosen}>
            <Stack gap={6} mt={6}>
              {choices.map(({ key, label, hint, refused }) => (
                <Radio
                  key={key}
                  value={key}
                  label={label}
                  description={refused ?? hint}
                  size="xs"
                  disabled={step !== null || refused !== undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <SegmentedControl
          disabled={step !== null}
          aria-label={t('export.paper')}
          value={paper}
          data={['A4', 'A3']}
          onChange={value => {
            setPaper(value === 'A3' ? 'A3' : 'A4')
          }}
        />
        <SegmentedControl
          disabled={step !== null}
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
          disabled={step !== null}
          label={t('export.size')}
          value={size}
          allowDeselect={false}
          data={sizes.map(one => ({
            value: one,
            label:
              one === 'fit'
                ? t(choice?.several === true ? 'export.fitEach' : 'export.fit')
                : one === 'legible'
                  ? t('export.legible', { percent: legible * 100 })
                  : t('export.percent', { percent: Number(one) * 100 })
          }))}
          onChange={value => {
            setSize(sizes.find(one => one === value) ?? 'fit')
          }}
        />
        <Text size="xs" c="dimmed">
          {t(size === 'fit' ? 'export.fitHint' : 'export.pagesHint')}
        </Text>
        {step !== null && (
          <div role="status">
            <Text size="xs" c="dimmed" mb={4}>
              {t(`export.${step.key}`)}
            </Text>
            <Progress
              value={100 * (step.key === 'making' ? 1 : step.share)}
              animated={step.key === 'making'}
              aria-label={t(`export.${step.key}`)}
            />
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button
            disabled={step !== null}
            onClick={() => {
              const own = new AbortController()
              abort.current = own
              setStep({ key: choice === undefined ? 'sending' : 'drawing', share: 0 })
              print(own.signal)
                .catch((error: unknown) => {
                  if (!own.signal.aborted) toastFault(error)
                })
                .finally(() => {
                  setStep(null)
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
