import { type RegisterSpec, wordOf } from '../store/register'
import { FaultModel } from './entities'

/** Failure models that events of fault trees share. */
export const faultModels = {
  name: 'faultModels',
  table: 'fault_model',
  entity: FaultModel,
  columns: ['name', 'note', 'model'],
  json: ['model'],
  text: ['name', 'note'],
  order: 'name COLLATE NOCASE, id',
  unique: ['name'],
  doc: record => ({
    title: wordOf(record, 'name'),
    subtitle: '',
    body: wordOf(record, 'note'),
    codes: []
  })
} as const satisfies RegisterSpec
