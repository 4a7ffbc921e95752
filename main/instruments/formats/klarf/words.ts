/**
 * Statements of KLARF 1.1 and 1.2 as tools write them, with the name the field has in 1.8 where that differs.
 * Files spell their case at will (`TiffFilename`, `FileTimeStamp`): look up in lower case.
 */
const statements = [
  'FileVersion',
  'FileTimestamp',
  'InspectionStationID',
  'TiffSpec',
  'TiffFileName',
  'SampleType',
  'ResultTimestamp',
  'LotID',
  'SampleSize',
  'DeviceID',
  'Product',
  'ProductID',
  'SetupID',
  'StepID',
  'ResultsID',
  'OperatorID',
  'ClassificationSource',
  'SampleOrientationMarkType',
  'OrientationMarkLocation',
  'OrientationInstructions',
  'OrientationInstruction',
  'InspectionOrientation',
  'CoordinatesMirrored',
  'CoordinatesCentered',
  'DiePitch',
  'DieOrigin',
  'WaferID',
  'WaferScribe',
  'Slot',
  'SampleCenterLocation',
  'ClassLookup',
  'InspectionTest',
  'TestParametersSpec',
  'TestParametersList',
  'SampleTestPlan',
  'SampleTestReferencePlan',
  'SampleDieMap',
  'RemovedDieList',
  'AreaPerTest',
  'AlignmentPoints',
  'AlignmentImages',
  'AlignmentImageTransforms',
  'DatabaseAlignmentMarks',
  'TagList',
  'CustomWaferList',
  'ClusterClassificationList',
  'DefectClusterSpec',
  'DefectClusterSetup',
  'DefectClusterList',
  'DefectRecordSpec',
  'DefectList',
  'SummarySpec',
  'SummaryList',
  'ProcessEquipmentIDList',
  'ProcessEquipmentState',
  'WaferStatus',
  'LotStatus',
  'EndOfFile'
] as const

const byLower = new Map(statements.map(name => [name.toLowerCase(), name] as const))
const exact = new Set<string>(statements)

/** A statement of 1.x as it is spelt in the standard; undefined for one that is not known. */
export type Statement = (typeof statements)[number]

/** The statement a word names, whatever its case. */
export function statementOf(word: string): Statement | undefined {
  return byLower.get(word.toLowerCase())
}

/** The word is a statement in its proper case: where a line begins so, the statement before it has ended. */
export function beginsStatement(word: string): boolean {
  return exact.has(word)
}

/** Names of fields in 1.8 that are other words for statements of 1.x, in lower case. */
const aliases = new Map([
  ['slotnumber', 'slot'],
  ['recipeid', 'setupid'],
  ['productid', 'product']
])

/** The name under which a field of either version is looked up. */
export function fieldKey(name: string): string {
  const lower = name.toLowerCase()
  return aliases.get(lower) ?? lower
}

/** Fields of 1.8 beside the statements of 1.x. */
const fields18 = ['recipeversion', 'diestreetcenter', 'convertTimestampUtc', 'toolid', 'layer', 'processtool']
const known18 = new Set([...byLower.keys(), ...aliases.keys(), ...fields18.map(name => name.toLowerCase())])

/** A field of 1.8 that files are known to have. */
export function isKnownField(name: string): boolean {
  return known18.has(name.toLowerCase())
}

const lists18 = new Set(
  [
    'DefectList',
    'SampleTestPlanList',
    'SampleDieMapList',
    'RemovedDieList',
    'ClassLookupList',
    'TestSummaryList',
    'FullWaferSummaryList',
    'CustomWaferList'
  ].map(name => name.toLowerCase())
)

/** A list of 1.8 that is read into its place. */
export function isKnownList(name: string): boolean {
  return lists18.has(name.toLowerCase())
}

const records18 = new Set(['filerecord', 'lotrecord', 'waferrecord', 'testrecord', 'summaryrecord'])

/** A record of 1.8 that is read into its place. */
export function isKnownRecord(name: string): boolean {
  return records18.has(name.toLowerCase())
}
