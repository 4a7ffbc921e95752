import {
  defaultMissionTime,
  missionTimeAttribute,
  type CcfGroup,
  type Described,
  type Expression,
  type FaultTreeModel,
  type Formula
} from '../model'
import { testedPlainly } from '../tested'

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // A parser would turn them into blanks.
    .replace(/[\t\n\r]/g, letter => `&#${String(letter.charCodeAt(0))};`)

const named = (tag: string, name: string): string => `<${tag} name="${escaped(name)}"/>`

/** Lines of an element around other lines. */
function around(open: string, tag: string, inner: readonly string[]): string[] {
  return inner.length === 0 ? [`<${open}/>`] : [`<${open}>`, ...inner.map(line => `  ${line}`), `</${tag}>`]
}

function describedBy({ label, attributes }: Described): string[] {
  return [
    ...(label === '' ? [] : [`<label>${escaped(label)}</label>`]),
    ...(attributes.length === 0
      ? []
      : around(
          'attributes',
          'attributes',
          attributes.map(
            ({ name, value }) => `<attribute name="${escaped(name)}" value="${escaped(value)}"/>`
          )
        ))
  ]
}

function formulaLines(formula: Formula): string[] {
  switch (formula.op) {
    case 'ref':
      return [named(formula.kind, formula.name)]
    case 'constant':
      return [`<constant value="${String(formula.value)}"/>`]
    case 'atleast':
      return around(`atleast min="${String(formula.min)}"`, 'atleast', formula.args.flatMap(formulaLines))
    case 'cardinality': {
      const open = `cardinality min="${String(formula.min)}" max="${String(formula.max)}"`
      return around(open, 'cardinality', formula.args.flatMap(formulaLines))
    }
    default:
      return around(formula.op, formula.op, formula.args.flatMap(formulaLines))
  }
}

function expressionLines(expression: Expression): string[] {
  switch (expression.op) {
    case 'number':
      return [`<float value="${String(expression.value)}"/>`]
    case 'parameter':
      return [named('parameter', expression.name)]
    case 'mission-time':
      return ['<system-mission-time/>']
    case 'histogram': {
      const [first, ...ends] = expression.bounds
      const bins = ends.flatMap((end, i) => {
        const weight = expression.weights[i + 1]
        return around('bin', 'bin', [
          ...expressionLines(end),
          ...(weight === undefined ? [] : expressionLines(weight))
        ])
      })
      return around('histogram', 'histogram', [
        ...(first === undefined ? [] : expressionLines(first)),
        ...bins
      ])
    }
    case 'tested':
      return expressionLines(testedPlainly(expression))
    default:
      return around(expression.op, expression.op, expression.args.flatMap(expressionLines))
  }
}

/** An expression alone. */
export const expressionText = (expression: Expression): string => expressionLines(expression).join('\n')

function groupLines(group: CcfGroup): string[] {
  const factors = group.factors.flatMap(({ level, value }) =>
    around(`factor level="${String(level)}"`, 'factor', expressionLines(value))
  )
  return around(`define-CCF-group name="${escaped(group.name)}" model="${group.model}"`, 'define-CCF-group', [
    ...describedBy(group),
    ...around(
      'members',
      'members',
      group.members.map(({ name }) => named('basic-event', name))
    ),
    ...around('distribution', 'distribution', expressionLines(group.distribution)),
    // The format has one factor of a beta group bare and the others' in a list.
    ...(group.model === 'beta-factor' ? factors : around('factors', 'factors', factors))
  ])
}

/**
 * A model in the Open-PSA Model Exchange Format 2.0d. What {@link readMef} reads back equals what was written.
 */
export function writeMef(model: FaultTreeModel): string {
  const members = new Set([...model.groups.values()].flatMap(group => group.members.map(({ name }) => name)))
  const gates = [...model.gates.values()].flatMap(gate =>
    around(`define-gate name="${escaped(gate.name)}"`, 'define-gate', [
      ...describedBy(gate),
      ...formulaLines(gate.formula)
    ])
  )
  const houses = [...model.houses.values()].flatMap(house =>
    around(`define-house-event name="${escaped(house.name)}"`, 'define-house-event', [
      ...describedBy(house),
      `<constant value="${String(house.state)}"/>`
    ])
  )
  const events = [...model.events.values()]
    // Their group defines them, unless there is more to say.
    .filter(
      event =>
        !members.has(event.name) ||
        event.expression !== null ||
        event.label !== '' ||
        event.attributes.length > 0
    )
    .flatMap(event =>
      around(`define-basic-event name="${escaped(event.name)}"`, 'define-basic-event', [
        ...describedBy(event),
        ...(event.expression === null ? [] : expressionLines(event.expression))
      ])
    )
  const parameters = [...model.parameters.values()].flatMap(parameter => {
    const unit = parameter.unit === '' ? '' : ` unit="${escaped(parameter.unit)}"`
    return around(`define-parameter name="${escaped(parameter.name)}"${unit}`, 'define-parameter', [
      ...describedBy(parameter),
      ...expressionLines(parameter.expression)
    ])
  })
  const tree = `define-fault-tree name="${escaped(model.name === '' ? 'tree' : model.name)}"`
  // The format has no place for the mission time but an attribute.
  const time = [`<attribute name="${missionTimeAttribute}" value="${String(model.missionTime)}"/>`]
  const settings = model.missionTime === defaultMissionTime ? [] : around('attributes', 'attributes', time)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...around('opsa-mef', 'opsa-mef', [
      ...around(tree, 'define-fault-tree', [...settings, ...gates]),
      ...[...model.groups.values()].flatMap(groupLines),
      ...around('model-data', 'model-data', [...houses, ...events, ...parameters])
    ]),
    ''
  ].join('\n')
}
