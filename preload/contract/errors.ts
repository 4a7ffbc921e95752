import type { JsonObject } from './json'

/**
 * What kind of trouble it is. The kind decides how a caller reacts (retry, sign in, show both
 * versions, ...); the key decides what the user reads.
 */
export type FaultCode =
  | 'NotFound'
  | 'Invalid'
  | 'Forbidden'
  | 'SignIn'
  | 'Conflict'
  | 'Busy'
  | 'Refused'
  | 'Damaged'
  | 'TooLarge'
  | 'Full'
  | 'Cancelled'
  | 'Offline'
  | 'Internal'

/**
 * Every fault FabCase can report. The key names a text in `resources/locales/<lang>/errors.json`
 * (dots become nesting) which says what happened and what to do; `details` fills its blanks.
 */
export const faults = {
  'contract.unknown': 'NotFound',
  'contract.input': 'Invalid',
  'contract.forbidden': 'Forbidden',
  'contract.signIn': 'SignIn',
  'contract.locked': 'SignIn',
  'contract.setupOnly': 'Forbidden',
  'contract.localOnly': 'Forbidden',
  'contract.cancelled': 'Cancelled',
  'contract.offline': 'Offline',
  'contract.internal': 'Internal',
  'contract.tooLarge': 'TooLarge',
  'contract.closing': 'Busy',
  'contract.busy': 'Busy',
  'contract.wrongAddress': 'Refused',

  'record.notFound': 'NotFound',
  'record.conflict': 'Conflict',
  'record.duplicate': 'Conflict',
  'record.inUse': 'Conflict',

  'intake.classAbove': 'Invalid',
  'intake.classInUse': 'Conflict',

  'store.none': 'Refused',
  'store.notFound': 'NotFound',
  'store.exists': 'Conflict',
  'store.foreign': 'Refused',
  'store.newer': 'Refused',
  'store.networkDrive': 'Refused',
  'store.readOnly': 'Refused',
  'store.damaged': 'Damaged',
  'store.sqliteOld': 'Refused',
  'store.locked': 'Busy',
  'store.full': 'Full',
  'store.gone': 'Damaged',
  'store.noAccess': 'Refused',
  'store.migrationFailed': 'Damaged',
  'store.badName': 'Invalid',
  'store.busy': 'Busy',
  'store.diskError': 'Damaged',
  'store.nested': 'Internal',
  'store.notDemo': 'Refused',

  'attachment.missing': 'Damaged',
  'attachment.altered': 'Damaged',
  'attachment.tooLarge': 'TooLarge',
  'attachment.staleStage': 'NotFound',
  'attachment.unreadable': 'Invalid',

  'backup.failed': 'Damaged',
  'backup.notFound': 'NotFound',
  'backup.targetInside': 'Invalid',
  'backup.incomplete': 'Damaged',

  'audit.broken': 'Damaged',

  'people.badCredentials': 'SignIn',
  'people.throttled': 'Busy',
  'people.disabled': 'Forbidden',
  'people.passwordDue': 'Forbidden',
  'people.weakPassword': 'Invalid',
  'people.lastAdministrator': 'Conflict',
  'people.used': 'Conflict',
  'people.alreadySetUp': 'Conflict',
  'people.loginTaken': 'Conflict',
  'people.ownAccount': 'Forbidden',
  'people.beyondRights': 'Forbidden',
  'people.administratorRole': 'Conflict',
  'people.busy': 'Busy',

  'file.notFound': 'NotFound',
  'file.empty': 'Invalid',
  'file.unknownFormat': 'Invalid',
  'file.damaged': 'Damaged',
  'file.unreadable': 'Invalid',
  'file.bomb': 'TooLarge',
  'file.folder': 'Invalid',
  'file.isFolder': 'Invalid',
  'file.tooMany': 'TooLarge',

  'cases.state': 'Conflict',
  'cases.reason': 'Invalid',
  'accuracy.notClosed': 'Refused',
  'accuracy.days': 'Invalid',

  'instruments.running': 'Busy',

  'defects.tooMany': 'TooLarge',

  'analysis.tooMany': 'TooLarge',
  'analysis.exportTooLarge': 'TooLarge',

  'rca.notXml': 'Invalid',
  'rca.notMef': 'Invalid',
  'rca.noTop': 'Invalid',
  'rca.noNames': 'Invalid',
  'rca.unknownTop': 'NotFound',
  'rca.element': 'Invalid',
  'rca.attribute': 'Invalid',
  'rca.number': 'Invalid',
  'rca.arity': 'Invalid',
  'rca.cardinality': 'Invalid',
  'rca.emptyFormula': 'Invalid',
  'rca.defined': 'Invalid',
  'rca.undefined': 'Invalid',
  'rca.wrongKind': 'Invalid',
  'rca.cycle': 'Invalid',
  'rca.parameterCycle': 'Invalid',
  'rca.noProbability': 'Invalid',
  'rca.probability': 'Invalid',
  'rca.domain': 'Invalid',
  'rca.ccfMembers': 'Invalid',
  'rca.ccfRepeated': 'Invalid',
  'rca.ccfFactor': 'Invalid',
  'rca.ccfLevel': 'Invalid',
  'rca.ccfSum': 'Invalid',
  'rca.tooDeep': 'TooLarge',
  'rca.budget': 'TooLarge',
  'rca.nothingCounted': 'Invalid',
  'rca.noFiles': 'Invalid',
  'rca.tooManyFiles': 'TooLarge',
  'rca.noSuchTest': 'Invalid',
  'rca.noSuchBin': 'Invalid',
  'rca.noSuchClass': 'Invalid',
  'rca.exposure': 'Invalid',
  'rca.treeEmpty': 'Invalid',
  'rca.treeInputs': 'Invalid',
  'rca.treeNoProbability': 'Invalid',
  'rca.treeProbability': 'Invalid',
  'rca.treeNumbers': 'Invalid',
  'rca.treeGroup': 'Invalid',
  'rca.clash': 'Conflict',
  'rca.node': 'Invalid',
  'rca.place': 'Invalid',
  'rca.reference': 'Invalid',
  'rca.loop': 'Invalid',
  'rca.nameTaken': 'Conflict',
  'rca.needsEvidence': 'Refused',
  'rca.restsOn': 'Refused',
  'rca.needsCase': 'Refused',
  'rca.nothingToUndo': 'Refused',
  'rca.removed': 'Refused',
  'rca.tooManyNodes': 'TooLarge',

  'outline.notIshikawa': 'Invalid',
  'outline.empty': 'Invalid',
  'outline.tooMany': 'TooLarge',
  'outline.tooLong': 'TooLarge',
  'outline.csvQuote': 'Invalid',
  'outline.csvLevel': 'Invalid',
  'outline.csvParent': 'Invalid',
  'outline.csvTwice': 'Invalid',
  'outline.csvRound': 'Invalid',

  'print.tooManyPages': 'TooLarge',

  'job.notRunning': 'Conflict',
  'job.mustEnd': 'Refused',
  'job.crashed': 'Internal'
} as const satisfies Record<string, FaultCode>

/** Name of one fault; closed. */
export type FaultKey = keyof typeof faults

/** A fault as it crosses the boundary: no stack, no path that the user did not name. */
export interface Fault {
  readonly code: FaultCode
  readonly key: FaultKey
  readonly details: JsonObject
}

/** True for the shape of {@link Fault} with a key this build knows. */
export function isFault(value: unknown): value is Fault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    Object.hasOwn(faults, value.key)
  )
}

/** The one error FabCase throws on purpose. */
export class FabError extends Error {
  readonly fault: Fault

  constructor(key: FaultKey, details: JsonObject = {}, options?: ErrorOptions) {
    super(key, options)
    this.name = 'FabError'
    this.fault = { code: faults[key], key, details }
  }

  /** Rebuild an error from its wire form. */
  static from(fault: Fault): FabError {
    return new FabError(fault.key, fault.details)
  }
}
