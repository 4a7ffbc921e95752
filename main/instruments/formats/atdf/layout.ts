import { layouts, type FieldLayout, type RecordName } from '../stdf/layout'

/**
 * The fields of ATDF V2 records in their own order, under the names STDF has for them. What STDF holds in flag
 * bits the text form writes as letters: `@PF` pass/fail, `@ALARM` alarms, `@COMPARE` which limits pass when met,
 * `@RETEST` and `@ABORT` of a part. `@PROGRAM` and `@RETURN` join two texts of a PLR.
 *
 * The records of V4-2007 have no text form of their own: they are written in the order of STDF, counts left out.
 */
const orders: Partial<Record<RecordName, string>> = {
  ATR: 'MOD_TIM CMD_LINE',
  MIR: `LOT_ID PART_TYP JOB_NAM NODE_NAM TSTR_TYP SETUP_T START_T OPER_NAM MODE_COD STAT_NUM SBLOT_ID TEST_COD
    RTST_COD JOB_REV EXEC_TYP EXEC_VER PROT_COD CMOD_COD BURN_TIM TST_TEMP USER_TXT AUX_FILE PKG_TYP FAMLY_ID
    DATE_COD FACIL_ID FLOOR_ID PROC_ID OPER_FRQ SPEC_NAM SPEC_VER FLOW_ID SETUP_ID DSGN_REV ENG_ID ROM_COD
    SERL_NUM SUPR_NAM`,
  MRR: 'FINISH_T DISP_COD USR_DESC EXC_DESC',
  PCR: 'HEAD_NUM SITE_NUM PART_CNT RTST_CNT ABRT_CNT GOOD_CNT FUNC_CNT',
  HBR: 'HEAD_NUM SITE_NUM HBIN_NUM HBIN_CNT HBIN_PF HBIN_NAM',
  SBR: 'HEAD_NUM SITE_NUM SBIN_NUM SBIN_CNT SBIN_PF SBIN_NAM',
  PMR: 'PMR_INDX CHAN_TYP CHAN_NAM PHY_NAM LOG_NAM HEAD_NUM SITE_NUM',
  PGR: 'GRP_INDX GRP_NAM PMR_INDX',
  PLR: 'GRP_INDX GRP_MODE GRP_RADX @PROGRAM @RETURN',
  RDR: 'RTST_BIN',
  SDR: `HEAD_NUM SITE_GRP SITE_NUM HAND_TYP HAND_ID CARD_TYP CARD_ID LOAD_TYP LOAD_ID DIB_TYP DIB_ID CABL_TYP
    CABL_ID CONT_TYP CONT_ID LASR_TYP LASR_ID EXTR_TYP EXTR_ID`,
  WIR: 'HEAD_NUM START_T SITE_GRP WAFER_ID',
  WRR: `HEAD_NUM FINISH_T PART_CNT WAFER_ID SITE_GRP RTST_CNT ABRT_CNT GOOD_CNT FUNC_CNT FABWF_ID FRAME_ID
    MASK_ID USR_DESC EXC_DESC`,
  WCR: 'WF_FLAT POS_X POS_Y WAFR_SIZ DIE_HT DIE_WID WF_UNITS CENTER_X CENTER_Y',
  PIR: 'HEAD_NUM SITE_NUM',
  PRR: `HEAD_NUM SITE_NUM PART_ID NUM_TEST @PF HARD_BIN SOFT_BIN X_COORD Y_COORD @RETEST @ABORT TEST_T PART_TXT
    PART_FIX`,
  TSR: `HEAD_NUM SITE_NUM TEST_NUM TEST_NAM TEST_TYP EXEC_CNT FAIL_CNT ALRM_CNT SEQ_NAME TEST_LBL TEST_TIM
    TEST_MIN TEST_MAX TST_SUMS TST_SQRS`,
  PTR: `TEST_NUM HEAD_NUM SITE_NUM RESULT @PF @ALARM TEST_TXT ALARM_ID @COMPARE UNITS LO_LIMIT HI_LIMIT C_RESFMT
    C_LLMFMT C_HLMFMT LO_SPEC HI_SPEC RES_SCAL LLM_SCAL HLM_SCAL`,
  MPR: `TEST_NUM HEAD_NUM SITE_NUM RTN_STAT RTN_RSLT @PF @ALARM TEST_TXT ALARM_ID @COMPARE UNITS LO_LIMIT
    HI_LIMIT START_IN INCR_IN UNITS_IN RTN_INDX C_RESFMT C_LLMFMT C_HLMFMT LO_SPEC HI_SPEC RES_SCAL LLM_SCAL
    HLM_SCAL`,
  FTR: `TEST_NUM HEAD_NUM SITE_NUM @PF @ALARM VECT_NAM TIME_SET CYCL_CNT REL_VADR REPT_CNT NUM_FAIL XFAIL_AD
    YFAIL_AD VECT_OFF RTN_INDX RTN_STAT PGM_INDX PGM_STAT FAIL_PIN OP_CODE TEST_TXT ALARM_ID PROG_TXT RSLT_TXT
    PATG_NUM SPIN_MAP`,
  BPS: 'SEQ_NAME',
  EPS: '',
  DTR: 'TEXT_DAT'
}

/** One field of an ATDF record. */
export interface AtdfField {
  /** Name in STDF, or one of the letters described at {@link orders}. */
  readonly name: string
  /** How STDF holds it; null for letters. */
  readonly stdf: FieldLayout | null
  /** Written as a date. */
  readonly isTime: boolean
}

const times = new Set(['MOD_TIM', 'SETUP_T', 'START_T', 'FINISH_T'])

function fieldsOf(name: RecordName): AtdfField[] {
  const { fields } = layouts[name]
  const counts = new Set(fields.flatMap(field => [field.count, field.size]))
  const order =
    orders[name] ??
    fields
      .filter(field => !counts.has(field.name))
      .map(field => field.name)
      .join(' ')
  return order
    .split(/\s+/)
    .filter(field => field !== '')
    .map(field => ({
      name: field,
      stdf: fields.find(one => one.name === field) ?? null,
      isTime: times.has(field)
    }))
}

/** The fields of every record in ATDF order. A FAR and a GDR have forms of their own and are empty here. */
export const atdfFields = Object.fromEntries(
  (Object.keys(layouts) as RecordName[]).map(name => [
    name,
    name === 'FAR' || name === 'GDR' ? [] : fieldsOf(name)
  ])
) as unknown as Readonly<Record<RecordName, readonly AtdfField[]>>

/** Letters of `@ALARM` with the bits of TEST_FLG and PARM_FLG they stand for. */
export const alarms: readonly (readonly [letter: string, flag: 'TEST_FLG' | 'PARM_FLG', bit: number])[] = [
  ['A', 'TEST_FLG', 0x01],
  ['U', 'TEST_FLG', 0x04],
  ['T', 'TEST_FLG', 0x08],
  ['N', 'TEST_FLG', 0x10],
  ['X', 'TEST_FLG', 0x20],
  ['S', 'PARM_FLG', 0x01],
  ['D', 'PARM_FLG', 0x02],
  ['O', 'PARM_FLG', 0x04],
  ['H', 'PARM_FLG', 0x08],
  ['L', 'PARM_FLG', 0x10]
]

/** First letter of a generic value with the type code of STDF. */
export const genericLetters: Readonly<Record<string, number>> = {
  U: 1,
  M: 2,
  B: 3,
  I: 4,
  S: 5,
  L: 6,
  F: 7,
  D: 8,
  T: 10,
  X: 11,
  Y: 12,
  N: 13
}

/** Letters of GRP_RADX. */
export const radixLetters: Readonly<Record<string, number>> = { B: 2, O: 8, D: 10, H: 16, S: 20 }

/** Records whose empty HEAD_NUM and SITE_NUM mean the whole file. */
export const summaries: ReadonlySet<RecordName> = new Set(['PCR', 'HBR', 'SBR', 'TSR'])
