import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef
} from 'react'
import { useLeaving } from './useLeaving'
import css from './canvas.module.css'

/** A text that is being written. */
export interface Typing {
  readonly node: string
  /** The text it begins with, all of it selected; or what was typed, with the cursor behind it. */
  readonly text: string
  readonly typed: boolean
}

/** How writing ended: Enter, Tab, Shift+Tab, Ctrl+Enter (and nothing more), or by going elsewhere. */
export type Ended = 'enter' | 'tab' | 'out' | 'done' | 'left'

/** What others may ask of it. */
export interface TypingHandle {
  focus(): void
  /** End the writing as going elsewhere does. */
  finish(): void
}

interface Props {
  readonly label: string
  readonly typing: Typing | null
  /** What is written about is no longer there: the writing ends as by going elsewhere. */
  readonly gone?: boolean
  /** A key while nobody writes. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly onKeyUp?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  /** Somebody began to write, or an input method began to compose; false refuses it. */
  readonly onBegin: (text: string) => boolean
  readonly onEnd: (text: string, how: Ended) => void
  readonly onCancel: () => void
  /** For the outline: what it stands for in the tree. */
  readonly controls?: string
  readonly active?: string | undefined
  readonly ref?: Ref<TypingHandle>
}

/**
 * The field that has the keys of a canvas or outline all the time. Nobody sees it until somebody writes: an input
 * method needs a field to compose in from its first key on, and the first letter would be lost in one that appears
 * only then.
 */
export function TypingBox(props: Props) {
  const {
    label,
    typing,
    gone = false,
    onKey,
    onKeyUp,
    onBegin,
    onEnd,
    onCancel,
    controls,
    active,
    ref
  } = props
  const box = useRef<HTMLTextAreaElement>(null)
  const written = useRef<string | null>(null)
  const fill = useEffectEvent(() => {
    const element = box.current
    if (element === null) return
    if (typing === null) {
      element.value = ''
      written.current = null
      return
    }
    if (written.current === typing.node) return
    written.current = typing.node
    element.focus({ preventScroll: true })
    // What an input method is composing in the field is left alone.
    if (typing.typed) {
      if (element.value === '') element.value = typing.text
    } else {
      element.value = typing.text
      element.select()
    }
    grow(element)
  })
  useLayoutEffect(() => {
    fill()
  }, [typing])

  const end = (how: Ended): void => {
    const element = box.current
    if (element === null || written.current === null) return
    const text = element.value
    written.current = null
    element.value = ''
    onEnd(text.trim(), how)
  }

  const leave = useEffectEvent(() => {
    end('left')
  })
  useEffect(() => {
    if (gone) leave()
  }, [gone])
  useLeaving(() => {
    end('left')
  })

  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus({ preventScroll: true }),
    finish: () => {
      end('left')
    }
  }))

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // The input method has the key: Enter chooses a word then, and must not end the text.
    if (event.nativeEvent.isComposing || event.key === 'Process') return
    if (typing === null) {
      if (event.key === '/' || event.key === '?') handOn(event)
      else onKey(event)
      return
    }
    // Keys of the page must not act on what is typed.
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      written.current = null
      onCancel()
    } else if (event.key === 'Tab') {
      event.preventDefault()
      end(event.shiftKey ? 'out' : 'tab')
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault()
      const { currentTarget: element } = event
      element.setRangeText('\n', element.selectionStart, element.selectionEnd, 'end')
      grow(element)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      end(event.ctrlKey || event.metaKey ? 'done' : 'enter')
    }
  }

  return (
    <textarea
      ref={box}
      className={css.typing}
      data-idle={typing === null || undefined}
      aria-label={label}
      aria-controls={controls}
      aria-activedescendant={typing === null ? active : undefined}
      autoComplete="off"
      spellCheck={false}
      rows={1}
      maxLength={2000}
      onKeyDown={pressed}
      onKeyUp={onKeyUp}
      onInput={event => {
        const element = event.currentTarget
        if (typing !== null) grow(element)
        else if (!onBegin(element.value)) element.value = ''
      }}
      onCompositionStart={() => {
        if (typing === null) onBegin('')
      }}
      onBlur={() => {
        end('left')
      }}
    />
  )
}

/** Keys of the page that nobody begins a text with: to find, and for help. The page leaves fields alone by itself. */
function handOn(event: KeyboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
  const { key, shiftKey } = event
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true })
  )
}

/** As high as its text; where the browser does that by itself, nothing need be laid out for it with every key. */
function grow(element: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return
  element.style.height = 'auto'
  element.style.height = `${element.scrollHeight}px`
}
