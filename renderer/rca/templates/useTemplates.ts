import type { DiagramKind } from '@contract/diagram/kinds'
import type { DiagramNode } from '@contract/diagram/node'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../../app/client/index'
import { builtIn, sideOf, type TemplateFile, templateNodes } from './builtIn'
import { copied } from './copied'

/** A template that can be started from. */
export interface Template {
  readonly key: string
  /** Kind of complaint; '' = any. */
  readonly for: string
  readonly name: string
  /** The site's own one, as a diagram; null = the product's. */
  readonly siteId: string | null
  /** Nodes of a diagram that starts from it. */
  nodes(title: string): Promise<DiagramNode[]>
}

const none: readonly TemplateFile[] = []

/** What the product brings; empty until it is read. */
export function useBuiltIn(): readonly TemplateFile[] {
  const read = useQuery({ queryKey: ['templateFiles'], queryFn: builtIn, staleTime: Infinity })
  return read.data ?? none
}

/** Templates of a kind of diagram: the product's, each replaced by the site's own one for the same complaints. */
export function useTemplates(kind: DiagramKind): readonly Template[] {
  const { i18n } = useTranslation()
  const side = sideOf(i18n.language)
  const files = useBuiltIn()
  const site = useQueryOf('rca.list', { kind, templates: true, limit: 500 }, { topics: ['diagram'] })
  const own = (site.data?.rows ?? []).map((row): Template => ({
    key: row.id,
    for: row.templateFor ?? '',
    name: row.title,
    siteId: row.id,
    nodes: async title => titled(copied((await call('rca.get', { id: row.id })).nodes), title)
  }))
  const replaced = new Set(own.map(one => one.for))
  const product = files
    .filter(one => !replaced.has(one.for))
    .flatMap((one): Template[] => {
      const nodes = templateNodes(one, kind, side, '')
      return nodes === null
        ? []
        : [
            {
              key: `product:${one.for}`,
              for: one.for,
              name: one.name[side],
              siteId: null,
              nodes: title => Promise.resolve(templateNodes(one, kind, side, title) ?? [])
            }
          ]
    })
  return [...own, ...product]
}

/** The head says what the new diagram is about, where it has one and a title was given. */
function titled(nodes: DiagramNode[], title: string): DiagramNode[] {
  return title === ''
    ? nodes
    : nodes.map(node =>
        node.type === 'effect' || node.type === 'problem'
          ? { ...node, data: { ...node.data, text: title } }
          : node
      )
}

/** Names of the kinds of complaints that templates are for. */
export function useComplaintNames(): readonly { readonly value: string; readonly label: string }[] {
  const { t, i18n } = useTranslation('studio')
  const side = sideOf(i18n.language)
  const files = useBuiltIn()
  return [
    { value: '', label: t('templates.any') },
    ...files.filter(file => file.for !== '').map(file => ({ value: file.for, label: file.name[side] }))
  ]
}
