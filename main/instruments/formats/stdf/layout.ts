/**
 * The record layouts of STDF V4 and V4-2007 as data: every record, every field, in file order, under its
 * standard name.
 *
 * A field is written `NAME:TYPE`, followed by what it needs:
 * - `*COUNT`   an array of as many elements as the field COUNT says
 * - `@SIZE`    elements as wide as the field SIZE says, in bytes (`Uf` unsigned, `Cf` text)
 * - `?FLAG&n`  present only where FLAG has a bit of the mask n
 * - `=VALUE`   the value that stands for 'missing'
 *
 * Types are those of the standard: U1 U2 U4 U8 I1 I2 I4 R4 R8, B1 (eight flags), C1 (one character),
 * Cn (U1 length + text), Sn (U2 length + text), Bn (U1 byte count + bytes), Dn (U2 bit count + bytes),
 * N1 (two nibbles a byte, low first), Vn (type code + value).
 * Any field may be cut off at the end of a record; it is then absent.
 */
const source = {
  FAR: [0, 10, 'CPU_TYPE:U1 STDF_VER:U1'],
  ATR: [0, 20, 'MOD_TIM:U4=0 CMD_LINE:Cn'],
  VUR: [0, 30, 'UPD_CNT:U1 UPD_NAM:Cn*UPD_CNT'],
  MIR: [
    1,
    10,
    `SETUP_T:U4=0 START_T:U4=0 STAT_NUM:U1 MODE_COD:C1 RTST_COD:C1 PROT_COD:C1 BURN_TIM:U2=65535 CMOD_COD:C1
     LOT_ID:Cn PART_TYP:Cn NODE_NAM:Cn TSTR_TYP:Cn JOB_NAM:Cn JOB_REV:Cn SBLOT_ID:Cn OPER_NAM:Cn EXEC_TYP:Cn
     EXEC_VER:Cn TEST_COD:Cn TST_TEMP:Cn USER_TXT:Cn AUX_FILE:Cn PKG_TYP:Cn FAMLY_ID:Cn DATE_COD:Cn
     FACIL_ID:Cn FLOOR_ID:Cn PROC_ID:Cn OPER_FRQ:Cn SPEC_NAM:Cn SPEC_VER:Cn FLOW_ID:Cn SETUP_ID:Cn
     DSGN_REV:Cn ENG_ID:Cn ROM_COD:Cn SERL_NUM:Cn SUPR_NAM:Cn`
  ],
  MRR: [1, 20, 'FINISH_T:U4=0 DISP_COD:C1 USR_DESC:Cn EXC_DESC:Cn'],
  PCR: [
    1,
    30,
    `HEAD_NUM:U1 SITE_NUM:U1 PART_CNT:U4=4294967295 RTST_CNT:U4=4294967295 ABRT_CNT:U4=4294967295
     GOOD_CNT:U4=4294967295 FUNC_CNT:U4=4294967295`
  ],
  HBR: [1, 40, 'HEAD_NUM:U1 SITE_NUM:U1 HBIN_NUM:U2 HBIN_CNT:U4 HBIN_PF:C1 HBIN_NAM:Cn'],
  SBR: [1, 50, 'HEAD_NUM:U1 SITE_NUM:U1 SBIN_NUM:U2 SBIN_CNT:U4 SBIN_PF:C1 SBIN_NAM:Cn'],
  PMR: [1, 60, 'PMR_INDX:U2 CHAN_TYP:U2=0 CHAN_NAM:Cn PHY_NAM:Cn LOG_NAM:Cn HEAD_NUM:U1 SITE_NUM:U1'],
  PGR: [1, 62, 'GRP_INDX:U2 GRP_NAM:Cn INDX_CNT:U2 PMR_INDX:U2*INDX_CNT'],
  PLR: [
    1,
    63,
    `GRP_CNT:U2 GRP_INDX:U2*GRP_CNT GRP_MODE:U2*GRP_CNT GRP_RADX:U1*GRP_CNT PGM_CHAR:Cn*GRP_CNT
     RTN_CHAR:Cn*GRP_CNT PGM_CHAL:Cn*GRP_CNT RTN_CHAL:Cn*GRP_CNT`
  ],
  RDR: [1, 70, 'NUM_BINS:U2 RTST_BIN:U2*NUM_BINS'],
  SDR: [
    1,
    80,
    `HEAD_NUM:U1 SITE_GRP:U1 SITE_CNT:U1 SITE_NUM:U1*SITE_CNT HAND_TYP:Cn HAND_ID:Cn CARD_TYP:Cn CARD_ID:Cn
     LOAD_TYP:Cn LOAD_ID:Cn DIB_TYP:Cn DIB_ID:Cn CABL_TYP:Cn CABL_ID:Cn CONT_TYP:Cn CONT_ID:Cn LASR_TYP:Cn
     LASR_ID:Cn EXTR_TYP:Cn EXTR_ID:Cn`
  ],
  PSR: [
    1,
    90,
    `CONT_FLG:B1 PSR_INDX:U2 PSR_NAM:Cn OPT_FLG:B1 TOTP_CNT:U2 LOCP_CNT:U2 PAT_BGN:U8*LOCP_CNT
     PAT_END:U8*LOCP_CNT PAT_FILE:Cn*LOCP_CNT PAT_LBL:Cn*LOCP_CNT FILE_UID:Cn*LOCP_CNT ATPG_DSC:Cn*LOCP_CNT
     SRC_ID:Cn*LOCP_CNT`
  ],
  NMR: [1, 91, 'CONT_FLG:B1 TOTM_CNT:U2 LOCM_CNT:U2 PMR_INDX:U2*LOCM_CNT ATPG_NAM:Cn*LOCM_CNT'],
  CNR: [1, 92, 'CHN_NUM:U2 BIT_POS:U4 CELL_NAM:Sn'],
  SSR: [1, 93, 'SSR_NAM:Cn CHN_CNT:U2 CHN_LIST:U2*CHN_CNT'],
  CDR: [
    1,
    94,
    `CONT_FLG:B1 CDR_INDX:U2 CHN_NAM:Cn CHN_LEN:U4 SIN_PIN:U2=0 SOUT_PIN:U2=0 MSTR_CNT:U1 M_CLKS:U2*MSTR_CNT
     SLAV_CNT:U1 S_CLKS:U2*SLAV_CNT INV_VAL:U1=255 LST_CNT:U2 CELL_LST:Sn*LST_CNT`
  ],
  WIR: [2, 10, 'HEAD_NUM:U1 SITE_GRP:U1=255 START_T:U4=0 WAFER_ID:Cn'],
  WRR: [
    2,
    20,
    `HEAD_NUM:U1 SITE_GRP:U1=255 FINISH_T:U4=0 PART_CNT:U4=4294967295 RTST_CNT:U4=4294967295
     ABRT_CNT:U4=4294967295 GOOD_CNT:U4=4294967295 FUNC_CNT:U4=4294967295 WAFER_ID:Cn FABWF_ID:Cn FRAME_ID:Cn
     MASK_ID:Cn USR_DESC:Cn EXC_DESC:Cn`
  ],
  WCR: [
    2,
    30,
    `WAFR_SIZ:R4=0 DIE_HT:R4=0 DIE_WID:R4=0 WF_UNITS:U1=0 WF_FLAT:C1 CENTER_X:I2=-32768 CENTER_Y:I2=-32768
     POS_X:C1 POS_Y:C1`
  ],
  PIR: [5, 10, 'HEAD_NUM:U1 SITE_NUM:U1'],
  PRR: [
    5,
    20,
    `HEAD_NUM:U1 SITE_NUM:U1 PART_FLG:B1 NUM_TEST:U2 HARD_BIN:U2=65535 SOFT_BIN:U2=65535 X_COORD:I2=-32768
     Y_COORD:I2=-32768 TEST_T:U4=0 PART_ID:Cn PART_TXT:Cn PART_FIX:Bn`
  ],
  TSR: [
    10,
    30,
    `HEAD_NUM:U1 SITE_NUM:U1 TEST_TYP:C1 TEST_NUM:U4 EXEC_CNT:U4=4294967295 FAIL_CNT:U4=4294967295
     ALRM_CNT:U4=4294967295 TEST_NAM:Cn SEQ_NAME:Cn TEST_LBL:Cn OPT_FLAG:B1 TEST_TIM:R4 TEST_MIN:R4
     TEST_MAX:R4 TST_SUMS:R4 TST_SQRS:R4`
  ],
  PTR: [
    15,
    10,
    `TEST_NUM:U4 HEAD_NUM:U1 SITE_NUM:U1 TEST_FLG:B1 PARM_FLG:B1 RESULT:R4 TEST_TXT:Cn ALARM_ID:Cn OPT_FLAG:B1
     RES_SCAL:I1 LLM_SCAL:I1 HLM_SCAL:I1 LO_LIMIT:R4 HI_LIMIT:R4 UNITS:Cn C_RESFMT:Cn C_LLMFMT:Cn C_HLMFMT:Cn
     LO_SPEC:R4 HI_SPEC:R4`
  ],
  MPR: [
    15,
    15,
    `TEST_NUM:U4 HEAD_NUM:U1 SITE_NUM:U1 TEST_FLG:B1 PARM_FLG:B1 RTN_ICNT:U2 RSLT_CNT:U2 RTN_STAT:N1*RTN_ICNT
     RTN_RSLT:R4*RSLT_CNT TEST_TXT:Cn ALARM_ID:Cn OPT_FLAG:B1 RES_SCAL:I1 LLM_SCAL:I1 HLM_SCAL:I1 LO_LIMIT:R4
     HI_LIMIT:R4 START_IN:R4 INCR_IN:R4 RTN_INDX:U2*RTN_ICNT UNITS:Cn UNITS_IN:Cn C_RESFMT:Cn C_LLMFMT:Cn
     C_HLMFMT:Cn LO_SPEC:R4 HI_SPEC:R4`
  ],
  FTR: [
    15,
    20,
    `TEST_NUM:U4 HEAD_NUM:U1 SITE_NUM:U1 TEST_FLG:B1 OPT_FLAG:B1 CYCL_CNT:U4 REL_VADR:U4 REPT_CNT:U4 NUM_FAIL:U4
     XFAIL_AD:I4 YFAIL_AD:I4 VECT_OFF:I2 RTN_ICNT:U2 PGM_ICNT:U2 RTN_INDX:U2*RTN_ICNT RTN_STAT:N1*RTN_ICNT
     PGM_INDX:U2*PGM_ICNT PGM_STAT:N1*PGM_ICNT FAIL_PIN:Dn VECT_NAM:Cn TIME_SET:Cn OP_CODE:Cn TEST_TXT:Cn
     ALARM_ID:Cn PROG_TXT:Cn RSLT_TXT:Cn PATG_NUM:U1=255 SPIN_MAP:Dn`
  ],
  STR: [
    15,
    30,
    `CONT_FLG:B1 TEST_NUM:U4 HEAD_NUM:U1 SITE_NUM:U1 PSR_REF:U2 TEST_FLG:B1 LOG_TYP:Cn TEST_TXT:Cn ALARM_ID:Cn
     PROG_TXT:Cn RSLT_TXT:Cn Z_VAL:U1 FMU_FLG:B1 MASK_MAP:Dn?FMU_FLG&1 FAL_MAP:Dn?FMU_FLG&4 CYC_CNT:U8
     TOTF_CNT:U4 TOTL_CNT:U4 CYC_BASE:U8 BIT_BASE:U4 COND_CNT:U2 LIM_CNT:U2 CYC_SIZE:U1 PMR_SIZE:U1 CHN_SIZE:U1
     PAT_SIZE:U1 BIT_SIZE:U1 U1_SIZE:U1 U2_SIZE:U1 U3_SIZE:U1 UTX_SIZE:U1 CAP_BGN:U2 LIM_INDX:U2*LIM_CNT
     LIM_SPEC:U4*LIM_CNT COND_LST:Cn*COND_CNT CYCO_CNT:U2 CYC_OFST:Uf*CYCO_CNT@CYC_SIZE PMR_CNT:U2
     PMR_INDX:Uf*PMR_CNT@PMR_SIZE CHN_CNT:U2 CHN_NUM:Uf*CHN_CNT@CHN_SIZE EXP_CNT:U2 EXP_DATA:U1*EXP_CNT
     CAP_CNT:U2 CAP_DATA:U1*CAP_CNT NEW_CNT:U2 NEW_DATA:U1*NEW_CNT PAT_CNT:U2 PAT_NUM:Uf*PAT_CNT@PAT_SIZE
     BPOS_CNT:U2 BIT_POS:Uf*BPOS_CNT@BIT_SIZE USR1_CNT:U2 USR1:Uf*USR1_CNT@U1_SIZE USR2_CNT:U2
     USR2:Uf*USR2_CNT@U2_SIZE USR3_CNT:U2 USR3:Uf*USR3_CNT@U3_SIZE TXT_CNT:U2 USER_TXT:Cf*TXT_CNT@UTX_SIZE`
  ],
  BPS: [20, 10, 'SEQ_NAME:Cn'],
  EPS: [20, 20, ''],
  GDR: [50, 10, 'FLD_CNT:U2 GEN_DATA:Vn*FLD_CNT'],
  DTR: [50, 30, 'TEXT_DAT:Cn']
} as const satisfies Record<string, readonly [number, number, string]>

/** Three-letter name of a record of STDF V4 or V4-2007. */
export type RecordName = keyof typeof source

/** Data type of a field, named as in the standard. */
export type FieldType =
  | 'U1'
  | 'U2'
  | 'U4'
  | 'U8'
  | 'I1'
  | 'I2'
  | 'I4'
  | 'R4'
  | 'R8'
  | 'B1'
  | 'C1'
  | 'Cn'
  | 'Sn'
  | 'Bn'
  | 'Dn'
  | 'N1'
  | 'Vn'
  | 'Uf'
  | 'Cf'

/** One field of a record. */
export interface FieldLayout {
  readonly name: string
  readonly type: FieldType
  /** Name of the field that counts the elements; null for a single value. */
  readonly count: string | null
  /** Name of the field that holds the width of an element in bytes. */
  readonly size: string | null
  /** The field exists only where `flag & mask` is not 0. */
  readonly when: { readonly flag: string; readonly mask: number } | null
  /** The number that stands for 'missing'; null where none does. */
  readonly missing: number | null
}

/** One record: its type, sub-type and fields in file order. */
export interface RecordLayout {
  readonly name: RecordName
  readonly typ: number
  readonly sub: number
  readonly fields: readonly FieldLayout[]
}

const notation = /^(\w+):([A-Z][1248nf])(?:\*(\w+))?(?:@(\w+))?(?:\?(\w+)&(\d+))?(?:=(-?\d+))?$/

function field(text: string): FieldLayout {
  const match = notation.exec(text)
  const [, name, type, count, size, flag, mask, missing] = match ?? []
  if (name === undefined || type === undefined) throw new Error(`Bad field notation: ${text}`)
  return {
    name,
    type: type as FieldType,
    count: count ?? null,
    size: size ?? null,
    when: flag === undefined ? null : { flag, mask: Number(mask) },
    missing: missing === undefined ? null : Number(missing)
  }
}

/** Every layout by record name. */
export const layouts = Object.fromEntries(
  Object.entries(source).map(([name, [typ, sub, fields]]) => [
    name,
    {
      name,
      typ,
      sub,
      fields: fields
        .split(/\s+/)
        .filter(text => text !== '')
        .map(field)
    }
  ])
) as unknown as Readonly<Record<RecordName, RecordLayout>>

/** Type and sub-type of a record as one number: `typ << 8 | sub`. */
export function recordCode(name: RecordName): number {
  return (layouts[name].typ << 8) | layouts[name].sub
}

const byCode = new Map<number, RecordLayout>(
  Object.values(layouts).map(layout => [(layout.typ << 8) | layout.sub, layout])
)

/** The layout of a record code (`typ << 8 | sub`), or undefined for a record the standard does not know. */
export function layoutOf(code: number): RecordLayout | undefined {
  return byCode.get(code)
}

/** 1 for every code the standard knows: a table the framing loop can index. */
export const knownCodes: Uint8Array = (() => {
  const table = new Uint8Array(0x10000)
  for (const code of byCode.keys()) table[code] = 1
  return table
})()
