import { IconChevronDown } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  memo,
  useRef,
  useState
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Drop } from '../canvas/lights'
import { dropPlace } from '../canvas/lights'
import { only, ranged, toggled, type Selection } from '../canvas/selection'
import { TypingBox, type Ended, type Typing, type TypingHandle } from '../canvas/TypingBox'
import { useGone } from '../canvas/useGone'
import { Sign } from '../Sign'
import { rowAfter, type OutlineRow } from './rows'
import css from './outline.module.css'

/** What can be asked of an outline from outside. */
export interface OutlineHandle {
  focus(): void
}

/** Properties of {@link Outline}; most are those of the canvas, so one editor serves both. */
export interface OutlineProps {
  /** `Outline: Particles on wafers`. */
  readonly label: string
  readonly rows: readonly OutlineRow[]
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly found?: ReadonlySet<string>
  readonly typing: Typing | null
  readonly onType: (node: string, typed: string | null) => boolean
  readonly onTyped: (node: string, text: string, how: Ended) => void
  readonly onUntyped: () => void
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void
  readonly onCopy?: (event: ClipboardEvent, cut: boolean) => void
  readonly onPaste?: (event: ClipboardEvent) => void
  /** Fold or unfold a node. */
  readonly onFold?: (node: string) => void
  readonly mayDrag?: (node: string) => boolean
  readonly mayDrop?: (drop: Drop) => boolean
  readonly onDrop?: (drop: Drop) => void
  readonly onMenu?: (node: string | null, at: { readonly x: number; readonly y: number }) => void
  /** What stands at the end of a line. */
  readonly endOf?: (row: OutlineRow) => ReactNode
  readonly ref?: Ref<OutlineHandle>
}

const height = 26
const indent = 16
const nobody: ReadonlySet<string> = new Set()

interface Dragged {
  readonly nodes: readonly string[]
  readonly y: number
  readonly moving: boolean
  readonly drop: Drop | null
}

/** A diagram as an indented list, in step with its picture and typed like an outline; the tree that is read out. */
export function Outline(props: OutlineProps) {
  const { label, rows, selection, found = nobody, typing, onSelect, ref } = props
  const { t } = useTranslation('diagram')
  const id = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const box = useRef<TypingHandle>(null)
  const [dragged, setDragged] = useState<Dragged | null>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called in this component only
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12
  })
  useImperativeHandle(ref, () => ({ focus: () => box.current?.focus() }))
  const { focus } = selection
  const at = useMemo(() => rows.findIndex(({ node }) => node === focus), [rows, focus])
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new focus, or a new place of it, scrolls
  }, [focus, at])

  const pick = (row: OutlineRow, adds: boolean, extends_: boolean): void => {
    onSelect(
      adds
        ? toggled(selection, row.node)
        : extends_
          ? ranged(
              selection,
              row.node,
              rows.map(({ node }) => node)
            )
          : only(row.node)
    )
  }

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { key } = event
    const chord = event.ctrlKey || event.metaKey || event.altKey
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / height) - 1)
    const to = chord ? null : rowAfter(rows, at, key, page)
    if (to === 'fold' || to === 'unfold' || (key === ' ' && !chord)) {
      if (focus !== null && !event.repeat) props.onFold?.(focus)
    } else if (typeof to === 'number') {
      const row = rows[to]
      if (row !== undefined) pick(row, false, event.shiftKey)
    } else if (key === 'F2' && focus !== null) props.onType(focus, null)
    else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) {
      const area = scroll.current?.getBoundingClientRect()
      const top = at < 0 ? 0 : (at + 1) * height - (scroll.current?.scrollTop ?? 0)
      // Once the key is through: a menu that opens while it is under way takes it for its own, and closes.
      setTimeout(() => props.onMenu?.(focus, { x: (area?.left ?? 0) + 60, y: (area?.top ?? 0) + top }))
    } else {
      props.onKey?.(event)
      return
    }
    event.preventDefault()
  }

  const rowAt = (event: {
    readonly clientY: number
  }): { readonly row: OutlineRow; readonly y: number } | null => {
    const area = scroll.current
    if (area === null) return null
    const y = event.clientY - area.getBoundingClientRect().top + area.scrollTop
    const row = rows[Math.floor(y / height)]
    return row === undefined ? null : { row, y }
  }

  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.target instanceof Element && event.target.closest('textarea') !== null) return
    // The scroll bar is no line.
    if (
      scroll.current !== null &&
      event.nativeEvent.offsetX > scroll.current.clientWidth &&
      event.target === scroll.current
    )
      return
    event.preventDefault()
    box.current?.finish()
    box.current?.focus()
    const hit = rowAt(event)
    if (hit === null || event.button !== 0) return
    if (event.target instanceof Element && event.target.closest('[data-fold]') !== null) {
      props.onFold?.(hit.row.node)
      return
    }
    const adds = event.ctrlKey || event.metaKey
    const held = selection.nodes.has(hit.row.node)
    if (!held || adds || event.shiftKey) pick(hit.row, adds, event.shiftKey)
    if (adds || event.shiftKey || props.onDrop === undefined) return
    const nodes = (held ? [...selection.nodes] : [hit.row.node]).filter(node => props.mayDrag?.(node) ?? true)
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged({ nodes, y: event.clientY, moving: false, drop: null })
  }

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const area = scroll.current
    if (dragged === null || area === null || dragged.nodes.length === 0) return
    if (!dragged.moving && Math.abs(event.clientY - dragged.y) < 5) return
    const inside = event.clientY - area.getBoundingClientRect().top
    if (inside < 24) area.scrollTop -= 10
    else if (inside > area.clientHeight - 24) area.scrollTop += 10
    const hit = rowAt(event)
    let drop: Drop | null = null
    if (hit !== null && !dragged.nodes.includes(hit.row.node)) {
      const index = Math.floor(hit.y / height)
      const where = dropPlace({ x: 0, y: index * height, width: 1, height }, { x: 0, y: hit.y }, 'right')
      const target = hit.row.node
      drop =
        [where, 'into' as const]
          .map((place): Drop => ({ nodes: dragged.nodes, target, where: place }))
          .find(one => props.mayDrop?.(one) ?? true) ?? null
    }
    setDragged({ ...dragged, moving: true, drop })
  }

  const up = (event: PointerEvent<HTMLDivElement>): void => {
    if (dragged === null) return
    setDragged(null)
    if (dragged.drop !== null) props.onDrop?.(dragged.drop)
    else if (!dragged.moving) {
      const hit = rowAt(event)
      // A click on one of several leaves that one alone.
      if (hit !== null && selection.nodes.size > 1) onSelect(only(hit.row.node))
    }
  }

  const written = rows[at]
  const nameless = t('outline.nameless')
  const gone = useGone(typing?.node ?? null, node => rows.some(row => row.node === node))
  return (
    <div className={css.outline}>
      <div
        ref={scroll}
        className={css.scroll}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => {
          setDragged(null)
        }}
        onDoubleClick={event => {
          const hit = rowAt(event)
          if (hit !== null) props.onType(hit.row.node, null)
        }}
        onContextMenu={event => {
          const hit = rowAt(event)
          if (props.onMenu === undefined) return
          event.preventDefault()
          if (hit !== null && !selection.nodes.has(hit.row.node)) onSelect(only(hit.row.node))
          props.onMenu(hit?.row.node ?? null, { x: event.clientX, y: event.clientY })
        }}
        onCopy={event => {
          if (typing === null) props.onCopy?.(event, false)
        }}
        onCut={event => {
          if (typing === null) props.onCopy?.(event, true)
        }}
        onPaste={event => {
          if (typing === null) props.onPaste?.(event)
        }}
      >
        <div
          id={id}
          role="tree"
          aria-label={label}
          aria-multiselectable
          className={css.tree}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            const { key, node, ...said } = row
            return (
              <Line
                {...said}
                key={key}
                id={`${id}-${key}`}
                top={start}
                selected={selection.nodes.has(node)}
                focused={node === focus}
                found={found.has(node)}
                drop={dragged?.drop?.target === node ? dragged.drop.where : undefined}
                end={props.endOf?.(row)}
                nameless={nameless}
              />
            )
          })}
        </div>
        <div
          className={css.writing}
          style={{
            transform: `translate(${written === undefined ? 0 : 22 + written.depth * indent}px, ${Math.max(0, at) * height + 1}px)`,
            ['--wide' as string]: `calc(${scroll.current?.clientWidth ?? 240}px - ${32 + (written?.depth ?? 0) * indent}px)`
          }}
        >
          <TypingBox
            ref={box}
            label={label}
            typing={typing}
            gone={gone}
            controls={id}
            active={written === undefined ? undefined : `${id}-${written.key}`}
            onKey={pressed}
            onBegin={text => focus !== null && props.onType(focus, text)}
            onEnd={(text, how) => {
              if (typing !== null) props.onTyped(typing.node, text, how)
            }}
            onCancel={props.onUntyped}
          />
        </div>
      </div>
    </div>
  )
}

interface LineProps extends Omit<OutlineRow, 'key' | 'node'> {
  readonly id: string
  readonly top: number
  readonly selected: boolean
  readonly focused: boolean
  readonly found: boolean
  readonly drop: Drop['where'] | undefined
  readonly end: ReactNode
  readonly nameless: string
}

/** Drawn anew where it says something else alone: a key changes one or two of those that are seen. */
const Line = memo(function Line(props: LineProps) {
  const { id, depth, text, below, place, of, mark, strong = false } = props
  const { top, selected, focused, found, drop, end, nameless } = props
  return (
    <div
      id={id}
      role="treeitem"
      className={css.row}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 6 + depth * indent }}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={of}
      aria-selected={selected}
      aria-expanded={below === 'none' ? undefined : below === 'open'}
      data-focus={focused || undefined}
      data-found={found || undefined}
      data-drop={drop}
      data-strong={strong || undefined}
    >
      <span
        className={css.fold}
        data-fold={below === 'none' ? undefined : ''}
        data-folded={below === 'folded' || undefined}
      >
        {below !== 'none' && <IconChevronDown size={13} aria-hidden />}
      </span>
      {mark != null && <Sign name={mark.name} role={mark.role} />}
      <span className={text === '' ? `${css.text} ${css.empty}` : css.text} title={text}>
        {text === '' ? nameless : text}
      </span>
      {end != null && <span className={css.end}>{end}</span>}
    </div>
  )
})
