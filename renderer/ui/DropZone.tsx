import { Button } from '@mantine/core'
import { IconFileUpload, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Taking } from '../app/handover/index'
import css from './DropZone.module.css'

interface ZoneProps {
  readonly taking: Taking
  /** What can be dropped, in one line. */
  readonly hint?: ReactNode
  /** A whole-page target without a frame: only an overlay while something is dragged. */
  readonly invisible?: boolean
}

/**
 * Where files and folders are dropped: a frame with a button, and the whole page while something is dragged
 * over it. How far they have come is shown by the tray of the window, which outlives the page.
 */
export function DropZone({ taking, hint, invisible = false }: ZoneProps) {
  const { t } = useTranslation('app')
  const over = usePageDrop(taking.take)
  return (
    <>
      {!invisible && (
        <div className={css.zone}>
          <IconFileUpload size={26} stroke={1.4} />
          <div>
            <div className={css.words}>{t('drop.here')}</div>
            {hint !== undefined && <div className={css.hint}>{hint}</div>}
          </div>
          <Button variant="default" leftSection={<IconUpload size={14} />} onClick={taking.pick}>
            {t('drop.pick')}
          </Button>
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
function usePageDrop(take: (transfer: DataTransfer) => void): boolean {
  const [over, setOver] = useState(false)
  const onDrop = useEffectEvent(take)
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
      if (!hasFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      onDrop(event.dataTransfer)
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
