/**
 * The door for other rooms' worker threads: reading stored sets, without the handlers and entities that `index.ts`
 * brings along and a worker has no use for.
 */
export { readColumns, readPartTexts, readStatuses, type PartTexts, type TestColumn } from './store/columns'
export { readerOf, type SqlReader } from './store/database'
export { readNotes } from './store/notes-reader'
export { readPart, readPartColumn } from './store/parts'
export {
  isComplete,
  readBins,
  readEarlier,
  readSet,
  readTests,
  readWafers,
  type StoredSet
} from './store/reader'
export {
  PartFlag,
  Status,
  type BinInfo,
  type TestInfo,
  type WaferGeometry,
  type WaferInfo
} from './set/types'
