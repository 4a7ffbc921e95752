import caseEn from '@locales/en/cases.json'
import capaEn from '@locales/en/capa.json'
import intakeEn from '@locales/en/intake.json'
import paretoEn from '@locales/en/pareto.json'
import traceEn from '@locales/en/trace.json'
import workflowEn from '@locales/en/workflow.json'
import caseZh from '@locales/zh-CN/cases.json'
import capaZh from '@locales/zh-CN/capa.json'
import intakeZh from '@locales/zh-CN/intake.json'
import paretoZh from '@locales/zh-CN/pareto.json'
import traceZh from '@locales/zh-CN/trace.json'
import workflowZh from '@locales/zh-CN/workflow.json'
import { paretoKeys, type ParetoShown, type ParetoSource, paretoSources } from '@contract/pareto'

const texts = {
  en: {
    cases: caseEn,
    capa: capaEn,
    intake: intakeEn,
    pareto: paretoEn,
    trace: traceEn,
    workflow: workflowEn
  },
  'zh-CN': {
    cases: caseZh,
    capa: capaZh,
    intake: intakeZh,
    pareto: paretoZh,
    trace: traceZh,
    workflow: workflowZh
  }
} as const

type Words = Readonly<Record<string, string>>

/** Headings and values of an exported list, in a language. */
export interface ExportWords {
  heading(column: string): string
  /** A value as it is written: a word for a key of a closed list, else its name. */
  value(field: string, cell: { readonly key: string; readonly label: string }): string
}

/** Words for the lists of a source. */
export function exportWords(source: ParetoSource, language: 'en' | 'zh-CN', currency: string): ExportWords {
  const { cases, capa, intake, pareto, trace, workflow } = texts[language]
  const lists: Partial<Record<ParetoShown, Words>> = {
    caseState: cases.states,
    severity: cases.severities,
    channel: intake.complaints.channels,
    lotKind: trace.lots.kinds,
    actionKind: capa.kinds,
    actionState: capa.states,
    taskState: workflow.states,
    binVerdict: pareto.binVerdicts,
    causeState: pareto.causeStates,
    diagramKind: pareto.diagramKinds,
    causeCategory: pareto.causeCategories
  }
  const headings: Words = {
    ...pareto.columns,
    ...pareto.fields,
    cost: `${pareto.weights.cost} (${currency})`
  }
  const shown: Readonly<Record<string, ParetoShown>> = paretoSources[source].fields
  return {
    heading: column => headings[column] ?? column,
    value: (field, { key, label }) => {
      if (key === paretoKeys.none) return ''
      if (key === paretoKeys.several) return pareto.several
      const kind = shown[field]
      return (kind === undefined ? undefined : lists[kind]?.[key]) ?? label
    }
  }
}
