import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useComplaintClasses } from '../refs/useComplaintClasses'
import { type PickerProps, RecordPicker } from './RecordPicker'

const most = 60

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/**
 * A complaint class of any level, by its code; found by words of its name or of those above it, in either language.
 * Retired ones are offered to nobody.
 */
export function ClassPicker(props: PickerProps) {
  const { i18n } = useTranslation()
  const zh = i18n.language.startsWith('zh')
  const [text, setText] = useState('')
  const { classes, nameOf, busy } = useComplaintClasses()
  const options = useMemo(() => {
    const words = fold(text)
      .split(/\s+/)
      .filter(word => word !== '')
    const known = new Map(classes.map(one => [one.code, one]))
    const said = (code: string): string => {
      const dot = code.lastIndexOf('.')
      const own = known.get(code)
      const mine = own === undefined ? code : `${own.code} ${own.en} ${own.zh}`
      return dot === -1 ? mine : `${said(code.slice(0, dot))} ${mine}`
    }
    return classes
      .filter(one => one.state === 'current')
      .filter(one => {
        const all = fold(said(one.code))
        return words.every(word => all.includes(word))
      })
      .slice(0, most)
      .map(one => ({ id: one.code, label: zh ? one.zh : one.en, hint: one.code }))
  }, [classes, text, zh])
  return (
    <RecordPicker
      {...props}
      shown={props.value === null ? '' : nameOf(props.value)}
      text={text}
      onText={setText}
      busy={busy}
      options={options}
    />
  )
}
