import { FabError } from '@contract/errors'
import { Button, FileButton, Group, Modal, Progress, Stack, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, stage } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { useFormat } from '../../app/i18n/useFormat'
import { bare } from './commands/edit'
import { CsvFound, type Mef, MefFound, type Csv } from './ImportFound'
import type { TreeEditor } from './useTree'
import css from './faultTree.module.css'

/** What was read, to be looked at before anything is changed. */
type Read =
  | { readonly kind: 'mef'; readonly stageId: string; readonly found: Mef }
  | { readonly kind: 'csv'; readonly found: Csv }

/** What is being done with a file; `sent` in bytes, null once all of it is handed over. */
interface Step {
  readonly name: string
  readonly bytes: number
  readonly sent: number | null
}

/** A model begins with markup, in whatever encoding; a table does not. */
async function isMarkup(file: File): Promise<boolean> {
  const head = await file
    .slice(0, 2000)
    .text()
    .catch((cause: unknown) => {
      throw new FabError('attachment.unreadable', { name: file.name }, { cause })
    })
  return /^[\s\0\uFEFF\uFFFD]*</.test(head)
}

/**
 * A model of Open-PSA or a table of events: dropped, chosen or pasted; shown first, then taken. It is handed over as
 * a file and named by that: a call holds no more than some megabytes.
 */
export function ImportDialog({
  editor,
  onClose
}: {
  readonly editor: TreeEditor
  readonly onClose: () => void
}) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { open } = editor
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [step, setStep] = useState<Step | null>(null)
  const [over, setOver] = useState(false)
  const [fault, setFault] = useState<FabError | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  // What was read is being taken: it cannot be called back half-way.
  const [taking, setTaking] = useState(false)
  const abort = useRef<AbortController | null>(null)
  const forgetFile = useRef<() => void>(null)
  useEffect(
    () => () => {
      abort.current?.abort()
    },
    []
  )
  const look = async (file: File, signal: AbortSignal): Promise<Read> => {
    const markup = await isMarkup(file)
    const tell = (sent: number | null): void => {
      if (!signal.aborted) setStep({ name: file.name, bytes: file.size, sent })
    }
    tell(0)
    const { stageId } = await stage(file, tell, signal)
    tell(null)
    if (markup) return { kind: 'mef', stageId, found: await call('faultTree.readMef', { stageId }, signal) }
    const nodes = [...open.nodes.values()].filter(({ type }) => type !== 'input' && type !== 'evidence')
    const found = await call('faultTree.fromEventsCsv', { stageId, nodes: nodes.map(bare) }, signal)
    return { kind: 'csv', found }
  }
  const cancel = (): void => {
    abort.current?.abort()
    abort.current = null
    setStep(null)
  }
  const start = (file: File): void => {
    cancel()
    const own = new AbortController()
    abort.current = own
    setFault(null)
    setRead(null)
    look(file, own.signal)
      .then(setRead, (error: unknown) => {
        if (own.signal.aborted) return
        if (!(error instanceof FabError)) throw error
        setFault(error)
      })
      .finally(() => {
        if (abort.current === own) setStep(null)
      })
  }
  const take = (file: File | null): void => {
    // The same file can be chosen once more, when it was mended.
    forgetFile.current?.()
    if (file === null) return
    setName(file.name)
    setText('')
    start(file)
  }
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0] ?? null)
  }
  return (
    <Modal
      opened
      onClose={() => {
        if (!taking) onClose()
      }}
      title={t('import.title')}
      size={640}
    >
      <Stack gap="sm">
        <div
          className={css.drop}
          data-over={over || undefined}
          onDragOver={event => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => {
            setOver(false)
          }}
          onDrop={dropped}
        >
          <IconFileImport size={18} />
          <span>{name === '' ? t('import.drop') : name}</span>
          <FileButton resetRef={forgetFile} accept=".xml,.opsa,.mef,.csv,.txt" onChange={take}>
            {props => (
              <Button {...props} variant="default">
                {t('import.choose')}
              </Button>
            )}
          </FileButton>
        </div>
        <Textarea
          label={t('import.paste')}
          value={text}
          autosize
          minRows={read === null ? 4 : 2}
          maxRows={read === null ? 10 : 4}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 11 } }}
          onChange={event => {
            cancel()
            setText(event.currentTarget.value)
            setName('')
            setRead(null)
            setFault(null)
          }}
        />
        {step === null ? (
          <Group gap="xs">
            <Button
              variant={read === null ? 'filled' : 'default'}
              disabled={text.trim() === ''}
              onClick={() => {
                start(new File([text], t('import.pasted')))
              }}
            >
              {t('import.read')}
            </Button>
          </Group>
        ) : (
          <div role="status">
            <div className={css.under}>
              <span>
                {step.sent === null
                  ? t('import.reading', { name: step.name })
                  : t('import.sending', {
                      name: step.name,
                      done: f.bytes(step.sent),
                      all: f.bytes(step.bytes)
                    })}
              </span>
              <Button size="compact-xs" variant="default" onClick={cancel}>
                {t('app:cancel')}
              </Button>
            </div>
            <Progress
              value={step.sent === null ? 100 : (100 * step.sent) / Math.max(1, step.bytes)}
              animated={step.sent === null}
              aria-label={t('import.title')}
            />
          </div>
        )}
        <FaultLine error={fault} />
        {read?.kind === 'mef' && (
          <MefFound
            editor={editor}
            stageId={read.stageId}
            found={read.found}
            onTaking={setTaking}
            onClose={onClose}
          />
        )}
        {read?.kind === 'csv' && <CsvFound editor={editor} found={read.found} onClose={onClose} />}
      </Stack>
    </Modal>
  )
}
