import { type ReactNode, useEffect } from 'react'
import { markedTitle } from '../demo/mark'
import css from './Page.module.css'

interface Props {
  /** Shown as the heading and in the window's title. */
  readonly title: string
  /** In place of the plain words of the heading (a title that is edited where it stands). */
  readonly heading?: ReactNode
  /** One quiet line: what the figures below cover (n, period, filter, as of). */
  readonly note?: ReactNode
  /** Above the title: where this page hangs. */
  readonly trail?: ReactNode
  /** Beside the title: states and badges. */
  readonly marks?: ReactNode
  /** Buttons at the right; the main one last. */
  readonly actions?: ReactNode
  /** Tabs or a filter bar under the heading, over the whole width. */
  readonly bar?: ReactNode
  /** The content scrolls by itself (grids, canvases) and has no padding. */
  readonly full?: boolean
  readonly children: ReactNode
}

/** The frame of every screen: one heading, its actions, and a content that scrolls below. */
export function Page({ title, heading, note, trail, marks, actions, bar, full = false, children }: Props) {
  useEffect(() => {
    document.title = markedTitle(title)
  }, [title])
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.words}>
          {trail !== undefined && <div className={css.trail}>{trail}</div>}
          <div className={css.line}>
            <h1 className={css.title}>{heading ?? title}</h1>
            {marks}
          </div>
          {note !== undefined && <div className={css.note}>{note}</div>}
        </div>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {bar !== undefined && <div className={css.bar}>{bar}</div>}
      <div className={css.content} data-full={full || undefined}>
        {children}
      </div>
    </div>
  )
}

/** A titled block inside a page. */
export function Section({
  title,
  actions,
  flush = false,
  tour,
  children
}: {
  readonly title?: string
  readonly actions?: ReactNode
  /** Name by which the guided tour finds it. */
  readonly tour?: string
  /** The content touches the frame (tables, charts). */
  readonly flush?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={css.section} data-tour={tour}>
      {(title !== undefined || actions !== undefined) && (
        <div className={css.sectionHead}>
          {title !== undefined && <h2 className={css.sectionTitle}>{title}</h2>}
          {actions !== undefined && <div className={css.actions}>{actions}</div>}
        </div>
      )}
      <div className={css.sectionBody} data-flush={flush || undefined}>
        {children}
      </div>
    </section>
  )
}
