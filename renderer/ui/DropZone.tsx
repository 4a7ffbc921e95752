import { Button, Progress } from '@mantine/core'
import { IconFileUpload, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StagedFile } from '../../preload/bridge'
import { core, type StageProgress } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import css from './DropZone.module.css'
import { toastFault, toastInfo } from './toasts'

/** Files on their way to the core, and the acts that bring them. */
export interface Staging {
  /** Open the picker. */
  readonly pick: () => void
  /** Files that a drop gave. */
  readonly take: (files: readonly File[]) => void
  /** How far the hand-over is; null when nothing is under way. */
  readonly progress: StageProgress | null
  /** Stop the hand-over; nothing of it is taken. */
  readonly cancel: () => void
}

/**
 * Hand files over to the core by picker or drop. `onStaged` gets them once all are there; what it does
 * with them (an import command) is the caller's.
 */
export function useStaging(onStaged: (files: readonly StagedFile[]) => void | Promise<void>): Staging {
  const [progress, setProgress] = useState<StageProgress | null>(null)
  const stops = useRef(new Set<AbortController>())
  const run = async (hand: (signal: AbortSignal) => Promise<readonly StagedFile[]>): Promise<void> => {
    const stop = new AbortController()
    stops.current.add(stop)
    try {
      const staged = await hand(stop.signal)
      if (staged.length > 0 && !stop.signal.aborted) await onStaged(staged)
    } catch (error) {
      // Who pressed Cancel knows.
      if (!stop.signal.aborted) toastFault(error)
    } finally {
      stops.current.delete(stop)
      setProgress(null)
    }
  }
  return {
    progress,
    pick: () => void run(signal => core().pick(setProgress, signal)),
    take: files => {
      if (files.length > 0) void run(signal => core().stage(files, setProgress, signal))
    },
    cancel: () => {
      for (const stop of stops.current) stop.abort()
    }
  }
}

interface ZoneProps {
  readonly staging: Staging
  /** What can be dropped, in one line. */
  readonly hint?: ReactNode
  /** A whole-page target without a frame: only an overlay while something is dragged. */
  readonly invisible?: boolean
}

/** Where files are dropped: a frame with a button, and the whole page while something is dragged over it. */
export function DropZone({ staging, hint, invisible = false }: ZoneProps) {
  const { t } = useTranslation('app')
  const f = useFormat()
  const over = usePageDrop(staging.take)
  const { progress } = staging
  return (
    <>
      {!invisible && (
        <div className={css.zone}>
          {progress === null ? (
            <>
              <IconFileUpload size={26} stroke={1.4} />
              <div>
                <div className={css.words}>{t('drop.here')}</div>
                {hint !== undefined && <div className={css.hint}>{hint}</div>}
              </div>
              <Button variant="default" leftSection={<IconUpload size={14} />} onClick={staging.pick}>
                {t('drop.pick')}
              </Button>
            </>
          ) : (
            <>
              <div className={css.progress} role="status">
                <div className={css.hint}>
                  {t('drop.sending', {
                    file: progress.file,
                    at: progress.index + 1,
                    count: progress.count,
                    done: f.bytes(progress.bytesDone),
                    total: f.bytes(progress.bytesTotal)
                  })}
                </div>
                <Progress
                  size={6}
                  aria-label={t('drop.here')}
                  value={progress.bytesTotal === 0 ? 100 : (progress.bytesDone / progress.bytesTotal) * 100}
                />
              </div>
              <Button variant="default" onClick={staging.cancel}>
                {t('cancel')}
              </Button>
            </>
          )}
        </div>
      )}
      {over && (
        <div className={css.overlay} aria-hidden>
          <div className={css.target}>
            <IconFileUpload size={40} stroke={1.3} />
            {t('drop.release')}
          </div>
        </div>
      )}
    </>
  )
}

/** True while files are dragged over the window; a drop anywhere is taken. */
function usePageDrop(take: (files: readonly File[]) => void): boolean {
  const { t } = useTranslation('app')
  const [over, setOver] = useState(false)
  const onDrop = useEffectEvent((event: DragEvent) => {
    const items = [...(event.dataTransfer?.items ?? [])].filter(item => item.kind === 'file')
    const folders = items.filter(item => item.webkitGetAsEntry()?.isDirectory === true).length
    // A folder gives a File that cannot be read.
    const files = items
      .filter(item => item.webkitGetAsEntry()?.isDirectory !== true)
      .map(item => item.getAsFile())
      .filter(file => file !== null)
    if (folders > 0) toastInfo(t('drop.folders', { count: folders }))
    take(files)
  })
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth += 1
      setOver(true)
    }
    const leave = (): void => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const move = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      depth = 0
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      onDrop(event)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', move)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', move)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}
