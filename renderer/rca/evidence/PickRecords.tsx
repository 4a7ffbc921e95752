import type { CaseFile } from '@contract/cases'
import type { EvidenceRow } from '@contract/evidence'
import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFile, IconFilter, IconPinned } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { kindIcons } from '../../evidence/kinds'
import { usePicture } from '../../evidence/usePicture'
import { Empty, Faces } from '../../ui/faces'
import type { Offered } from '../node/facts'
import css from './evidence.module.css'

interface Props {
  readonly caseId: string
  readonly value: readonly Offered['of'][]
  readonly onChange: (value: readonly Offered['of'][]) => void
}

/** What is pinned to the case, with its picture. */
export function PickPieces({ caseId, value, onChange }: Props) {
  const { t } = useTranslation('rca')
  const f = useFormat()
  const [text, setText] = useState('')
  const [wanted] = useDebouncedValue(text.trim(), 150)
  const list = useQueryOf('evidence.list', { caseId, text: wanted, limit: 200 }, { keep: true })
  return (
    <Searched text={text} onText={setText} label={t('evidence.findPiece')}>
      <Faces
        of={list}
        isEmpty={data => data.total === 0}
        empty={
          <Empty icon={IconPinned} title={t('evidence.noPiece')} hint={t('evidence.noPieceHint')} compact />
        }
      >
        {({ rows }) =>
          rows.map(row => (
            <Choice
              key={row.id}
              of={{ kind: 'piece', id: row.id, title: row.title }}
              value={value}
              onChange={onChange}
              picture={<Thumb row={row} />}
              hint={[
                t(`evidence:kinds.${row.kind}`),
                row.n === null ? '' : `n = ${f.number(row.n)}`,
                row.caption
              ]
                .filter(word => word !== '')
                .join(' · ')}
            />
          ))
        }
      </Faces>
    </Searched>
  )
}

/** A small picture of a pinned piece; the sign of its kind where it has none. */
export function Thumb({ row }: { readonly row: Pick<EvidenceRow, 'id' | 'kind' | 'pictureSha256'> }) {
  const picture = usePicture(row.pictureSha256 === null ? null : row.id)
  const Sign = kindIcons[row.kind]
  return (
    <span className={css.thumb}>
      {picture === null ? <Sign size={20} stroke={1.3} /> : <img src={picture} alt="" />}
    </span>
  )
}

/** Files of the case. */
export function PickFiles({ caseId, value, onChange }: Props) {
  const { t } = useTranslation('rca')
  const f = useFormat()
  const [text, setText] = useState('')
  const list = useQueryOf('cases.files', { id: caseId })
  const fits = (file: CaseFile): boolean => file.name.toLowerCase().includes(text.trim().toLowerCase())
  return (
    <Searched text={text} onText={setText} label={t('evidence.findFile')}>
      <Faces
        of={list}
        isEmpty={data => data.files.length === 0}
        empty={<Empty icon={IconFile} title={t('evidence.noFile')} hint={t('evidence.noFileHint')} compact />}
      >
        {({ files }) =>
          files.filter(fits).map(file => (
            <Choice
              key={file.id}
              of={{ kind: 'file', id: file.id, title: file.name.slice(0, 300) }}
              value={value}
              onChange={onChange}
              picture={
                <span className={css.thumb}>
                  <IconFile size={20} stroke={1.3} />
                </span>
              }
              hint={`${file.format} · ${f.bytes(file.bytes)} · ${file.addedBy} · ${f.dateTime(file.addedAt)}`}
            />
          ))
        }
      </Faces>
    </Searched>
  )
}

interface SearchedProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly label: string
  readonly children: ReactNode
}

/** Choices below a field that narrows them. */
export function Searched({ text, onText, label, children }: SearchedProps) {
  return (
    <div>
      <TextInput
        aria-label={label}
        placeholder={label}
        leftSection={<IconFilter size={14} />}
        value={text}
        maxLength={200}
        data-autofocus
        onChange={event => {
          onText(event.currentTarget.value)
        }}
      />
      <div className={css.choices} role="group" aria-label={label}>
        {children}
      </div>
    </div>
  )
}

interface ChoiceProps extends Omit<Props, 'caseId'> {
  readonly of: Extract<Offered['of'], { readonly id: string }>
  readonly picture: ReactNode
  readonly hint: string
}

function Choice({ of, value, onChange, picture, hint }: ChoiceProps) {
  const same = (one: Offered['of']): boolean => 'id' in one && one.id === of.id
  return (
    <label className={css.choice}>
      <Checkbox
        size="xs"
        aria-label={of.title}
        checked={value.some(same)}
        onChange={event => {
          onChange(event.currentTarget.checked ? [...value, of] : value.filter(one => !same(one)))
        }}
      />
      {picture}
      <span className={css.words}>
        <b>{of.title}</b>
        <span className={css.quiet}>{hint}</span>
      </span>
    </label>
  )
}
