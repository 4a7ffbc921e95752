/**
 * The door for other rooms' worker threads: reading stored sets, without the handlers and entities that `index.ts`
 * brings along and a worker has no use for.
 */
export { readColumns, readPartTexts, readStatuses, type PartTexts, type TestColumn } from './store/columns'
export { readerOf, type SqlReader } from './store/database'
export {
  defectColumnNames,
  hasDefects,
  readDefectColumns,
  readDefectImages,
  readDefectRow,
  readDefects,
  readDefectWafers,
  type DefectCells,
  type StoredDefects,
  type StoredDefectWafer
} from './store/defects-reader'
export { readNotes, readPins } from './store/notes-reader'
export { pinName } from './set/pins'
export { readPart, readPartColumn, readWaferMap } from './store/parts'
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
