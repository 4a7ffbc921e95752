import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import type { ConflictField } from '../ConflictDialog'
import type { FormProps, Register, RegisterColumn, Stored } from './register'

type Namespace = 'intake' | 'trace'

/** Text keys of a register whose texts stand under `<namespace>:<name>`. */
export function textsOf(namespace: Namespace, name: string): Register<Stored, object>['texts'] {
  const key = (part: string): string => `${namespace}:${name}.${part}`
  return {
    title: key('title'),
    add: key('add'),
    none: key('none'),
    noneHint: key('noneHint'),
    find: key('find')
  }
}

/** What the fields of a register are called in the present language. */
function useFieldName(namespace: Namespace, name: string) {
  const { t: say } = useTranslation(namespace)
  return (field: string): string => say(`${name}.fields.${field}`)
}

/** Names for the columns of a register, and the column every one of them ends with. */
export function useColumnWords(namespace: Namespace, name: string) {
  const { t: say } = useTranslation(namespace)
  const f = useFormat()
  const field = useFieldName(namespace, name)
  const updated: RegisterColumn<Stored> = {
    id: 'updatedAt',
    title: say('updatedAt'),
    value: record => f.dateTime(record.updatedAt),
    width: 140,
    hidden: true
  }
  return { field, updated }
}

/** The fields of a register for the comparison of two versions. */
export function useNamedFields<F extends object>(
  namespace: Namespace,
  name: string,
  fields: readonly (keyof F & string)[]
): readonly ConflictField<F>[] {
  const label = useFieldName(namespace, name)
  return fields.map(field => ({ name: field, label: label(field) }))
}

/** Binds a control of a register's form: `<TextField {...bind('code')} />`. */
export function useBinding<F extends object>(
  { draft, problem, readOnly }: FormProps<F>,
  namespace: Namespace,
  name: string
) {
  const label = useFieldName(namespace, name)
  return <K extends keyof F & string>(field: K) => ({
    draft,
    field,
    readOnly,
    label: label(field),
    error: problem(field)
  })
}
