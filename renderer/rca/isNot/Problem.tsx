import type { DiagramNode } from '@contract/diagram/node'
import { useTranslation } from 'react-i18next'
import css from './isNot.module.css'
import { TextCell } from './TextCell'
import type { Matrix } from './theories'

interface Props {
  readonly matrix: Matrix
  readonly readOnly: boolean
  readonly onSet: (node: DiagramNode, field: string, value: string, from: string) => void
}

/** The problem in one sentence: object and deviation. */
export function Problem({ matrix: { problem }, readOnly, onSet }: Props) {
  const { t } = useTranslation('isNot')
  if (problem === null) return <span />
  return (
    <div className={css.problem}>
      <span className={css.quiet}>{t('problem')}</span>
      <TextCell
        value={problem.data.text}
        label={t('problem')}
        placeholder={t('problemHint')}
        readOnly={readOnly}
        onSave={(value, from) => {
          onSet(problem, 'text', value, from)
        }}
      />
    </div>
  )
}
