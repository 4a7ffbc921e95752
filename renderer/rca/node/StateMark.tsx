import { marks } from '@contract/diagram/marks'
import type { CauseState } from '@contract/diagram/shared'
import { useTranslation } from 'react-i18next'
import css from './node.module.css'

/** The sign of a state as the picture draws it, with its word. */
export function StateMark({ state, bare = false }: { readonly state: CauseState; readonly bare?: boolean }) {
  const { t } = useTranslation('rca')
  const { fill, stroke, strokeWidth = 1.4 } = marks[state]
  const word = t(`states.${state}`)
  return (
    <span className={css.state} data-state={state} title={bare ? word : undefined}>
      <svg width={14} height={14} viewBox="0 0 16 16" aria-hidden={!bare} role={bare ? 'img' : undefined}>
        {bare && <title>{word}</title>}
        {fill !== undefined && <path d={fill} fill="currentColor" fillRule="evenodd" />}
        {stroke !== undefined && (
          <path
            d={stroke}
            fill="none"
            stroke="currentColor"
            strokeWidth={strokeWidth}
            strokeLinecap="round"
          />
        )}
      </svg>
      {!bare && word}
    </span>
  )
}
