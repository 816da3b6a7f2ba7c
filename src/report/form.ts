import type { Edition, Unit } from './report.ts'

/**
 * The statutory form, both editions, as one catalogue. Parsing, the index, the question lexicon and the wording of answers derive
 * from it; nothing else in the code names a row or a column. Labels: 国办公开函〔2019〕60号 and 国办公开办函〔2021〕30号.
 */

const both: Edition[] = ['2019', '2021']
const old: Edition[] = ['2019']
const renewed: Edition[] = ['2021']

/** A row or column as the form prints it and as people say it. */
export interface Heading {
  id: string
  /** Canonical label: what an answer prints. */
  label: string
  /** Other printed wordings of the same heading; the label itself is always one. */
  printed: string[]
}

export interface DisclosureColumn extends Heading {
  editions: Edition[]
}

/** Table 2, columns. The three blocks of the form (第（一）项, 第（五）（六）项, 第（八）（九）项) share this pool. */
export const disclosureColumns = [
  { id: 'created', label: '本年新制作数量', printed: ['本年度新制作数量', '新制作数量'], editions: old },
  { id: 'published', label: '本年新公开数量', printed: ['本年度新公开数量', '新公开数量'], editions: old },
  { id: 'publicTotal', label: '对外公开总数量', printed: ['对外公开总数'], editions: old },
  {
    id: 'issued',
    label: '本年制发件数',
    printed: ['本年度制发件数', '本年制发数', '本年度制发数', '本年发件'],
    editions: renewed,
  },
  {
    id: 'repealed',
    label: '本年废止件数',
    printed: ['本年度废止件数', '本年废止数', '本年度废止数'],
    editions: renewed,
  },
  { id: 'inForce', label: '现行有效件数', printed: ['现行有效数', '现行有效'], editions: renewed },
  { id: 'previousItems', label: '上一年项目数量', printed: ['上年项目数量', '上一年度项目数量'], editions: old },
  { id: 'change', label: '本年增/减', printed: ['本年增减', '本年度增减'], editions: old },
  { id: 'decisions', label: '处理决定数量', printed: ['本年处理决定数量', '本年度处理决定数量'], editions: both },
  { id: 'amount', label: '本年收费金额', printed: ['本年度收费金额'], editions: renewed },
  { id: 'projects', label: '采购项目数量', printed: [], editions: old },
  { id: 'procurementAmount', label: '采购总金额', printed: ['采购金额'], editions: old },
] as const satisfies DisclosureColumn[]

export type DisclosureColumnId = (typeof disclosureColumns)[number]['id']

export interface DisclosureRow extends Heading {
  /** 条例第二十条 item under which the form prints the row. */
  item: '一' | '五' | '六' | '八' | '九'
  /** The row's columns, in printed order, by edition; an edition that lacks the row lacks the key. */
  columns: Partial<Record<Edition, readonly DisclosureColumnId[]>>
  /** Unit of the counts of items (前年项目, 增减); decisions and documents are always 件. */
}

const documents = {
  '2019': ['created', 'published', 'publicTotal'],
  '2021': ['issued', 'repealed', 'inForce'],
} as const
const powers = { '2019': ['previousItems', 'change', 'decisions'], '2021': ['decisions'] } as const

/** Table 2, rows in printed order. */
export const disclosureRows: DisclosureRow[] = [
  { id: 'regulations', label: '规章', printed: [], item: '一', columns: documents },
  { id: 'normativeDocuments', label: '规范性文件', printed: ['行政规范性文件'], item: '一', columns: documents },
  { id: 'licensing', label: '行政许可', printed: [], item: '五', columns: powers },
  { id: 'otherServices', label: '其他对外管理服务事项', printed: [], item: '五', columns: { '2019': powers['2019'] } },
  { id: 'penalties', label: '行政处罚', printed: [], item: '六', columns: powers },
  { id: 'coercion', label: '行政强制', printed: [], item: '六', columns: powers },
  {
    id: 'fees',
    label: '行政事业性收费',
    printed: [],
    item: '八',
    columns: { '2019': ['previousItems', 'change'], '2021': ['amount'] },
  },
  {
    id: 'procurement',
    label: '政府集中采购',
    printed: [],
    item: '九',
    columns: { '2019': ['projects', 'procurementAmount'] },
  },
]

/** Table 3, columns in printed order. */
export const applicants = [
  { id: 'naturalPerson', label: '自然人', printed: [] },
  { id: 'business', label: '商业企业', printed: [] },
  { id: 'research', label: '科研机构', printed: [] },
  { id: 'publicInterest', label: '社会公益组织', printed: [] },
  { id: 'legalService', label: '法律服务机构', printed: [] },
  { id: 'otherOrganization', label: '其他组织', printed: ['其他'] },
  { id: 'total', label: '总计', printed: ['合计'] },
] as const satisfies Heading[]

export type ApplicantId = (typeof applicants)[number]['id']

/** The five columns under 法人或其他组织. */
export const organizationApplicants = [
  'business',
  'research',
  'publicInterest',
  'legalService',
  'otherOrganization',
] as const

export interface RequestGroup {
  id: 'refused' | 'unavailable' | 'notProcessed' | 'other'
  /** （三）… as printed. */
  number: string
  label: string
}

/** Table 3, the four groups of 三、本年度办理结果 whose rows the form numbers 1., 2., … */
export const requestGroups: RequestGroup[] = [
  { id: 'refused', number: '三', label: '不予公开' },
  { id: 'unavailable', number: '四', label: '无法提供' },
  { id: 'notProcessed', number: '五', label: '不予处理' },
  { id: 'other', number: '六', label: '其他处理' },
]

export interface RequestRow extends Heading {
  group: RequestGroup['id'] | null
  /** The number that the form prints before the label: 一 二 四 for rows of their own, （一）… for results, 1 2 3 … inside a group. */
  number: string
  editions: Edition[]
}

/** Table 3, rows in printed order. Ids are `form.md`'s row ids; a cell's id is `requests.<row>.<applicant>`. */
export const requestRows: RequestRow[] = [
  {
    id: 'received',
    label: '本年新收政府信息公开申请数量',
    printed: ['本年新收政府信息公开申请数', '本年度新收政府信息公开申请数量', '本年新收政府信息公开申请总数'],
    group: null,
    number: '一',
    editions: both,
  },
  {
    id: 'carriedIn',
    label: '上年结转政府信息公开申请数量',
    printed: ['上年结转政府信息公开申请数', '上年度结转政府信息公开申请数量'],
    group: null,
    number: '二',
    editions: both,
  },
  { id: 'granted', label: '予以公开', printed: [], group: null, number: '（一）', editions: both },
  {
    id: 'partlyGranted',
    label: '部分公开',
    printed: ['部分公开（区分处理的，只计这一情形，不计其他情形）'],
    group: null,
    number: '（二）',
    editions: both,
  },
  { id: 'refused.stateSecret', label: '属于国家秘密', printed: [], group: 'refused', number: '1', editions: both },
  {
    id: 'refused.prohibitedByLaw',
    label: '其他法律行政法规禁止公开',
    printed: [],
    group: 'refused',
    number: '2',
    editions: both,
  },
  {
    id: 'refused.securityAndStability',
    label: '危及“三安全一稳定”',
    printed: [],
    group: 'refused',
    number: '3',
    editions: both,
  },
  {
    id: 'refused.thirdPartyRights',
    label: '保护第三方合法权益',
    printed: [],
    group: 'refused',
    number: '4',
    editions: both,
  },
  {
    id: 'refused.internalAffairs',
    label: '属于三类内部事务信息',
    printed: [],
    group: 'refused',
    number: '5',
    editions: both,
  },
  {
    id: 'refused.processInformation',
    label: '属于四类过程性信息',
    printed: [],
    group: 'refused',
    number: '6',
    editions: both,
  },
  {
    id: 'refused.enforcementFile',
    label: '属于行政执法案卷',
    printed: [],
    group: 'refused',
    number: '7',
    editions: both,
  },
  {
    id: 'refused.administrativeInquiry',
    label: '属于行政查询事项',
    printed: [],
    group: 'refused',
    number: '8',
    editions: both,
  },
  {
    id: 'unavailable.notHeld',
    label: '本机关不掌握相关政府信息',
    printed: [],
    group: 'unavailable',
    number: '1',
    editions: both,
  },
  {
    id: 'unavailable.needsCreation',
    label: '没有现成信息需要另行制作',
    printed: [],
    group: 'unavailable',
    number: '2',
    editions: both,
  },
  {
    id: 'unavailable.unclear',
    label: '补正后申请内容仍不明确',
    printed: [],
    group: 'unavailable',
    number: '3',
    editions: both,
  },
  {
    id: 'notProcessed.petition',
    label: '信访举报投诉类申请',
    printed: [],
    group: 'notProcessed',
    number: '1',
    editions: both,
  },
  { id: 'notProcessed.duplicate', label: '重复申请', printed: [], group: 'notProcessed', number: '2', editions: both },
  {
    id: 'notProcessed.publication',
    label: '要求提供公开出版物',
    printed: [],
    group: 'notProcessed',
    number: '3',
    editions: both,
  },
  {
    id: 'notProcessed.excessive',
    label: '无正当理由大量反复申请',
    printed: [],
    group: 'notProcessed',
    number: '4',
    editions: both,
  },
  {
    id: 'notProcessed.confirmation',
    label: '要求行政机关确认或重新出具已获取信息',
    printed: [],
    group: 'notProcessed',
    number: '5',
    editions: both,
  },
  // One row in the 2019 edition; some later reports still print it so, and the row they print decides.
  { id: 'other', label: '其他处理', printed: [], group: null, number: '（六）', editions: old },
  {
    id: 'other.notCorrected',
    label: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    printed: ['申请人无正当理由逾期不补正'],
    group: 'other',
    number: '1',
    editions: renewed,
  },
  {
    id: 'other.feeUnpaid',
    label: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    printed: ['申请人逾期未按收费通知要求缴纳费用'],
    group: 'other',
    number: '2',
    editions: renewed,
  },
  { id: 'other.remaining', label: '其他', printed: [], group: 'other', number: '3', editions: renewed },
  { id: 'handled', label: '本年度办理结果总计', printed: ['总计'], group: null, number: '（七）', editions: both },
  {
    id: 'carriedOut',
    label: '结转下年度继续办理',
    printed: ['结转下年度继续办理数量'],
    group: null,
    number: '四',
    editions: both,
  },
]

/** Table 4, the three blocks of five results, in printed order. */
export const disputeBlocks = [
  { id: 'review', label: '行政复议', printed: [] },
  { id: 'litigation.direct', label: '未经复议直接起诉', printed: [] },
  { id: 'litigation.afterReview', label: '复议后起诉', printed: [] },
] as const satisfies Heading[]

/** Table 4, the results in printed order. */
export const disputeResults = [
  { id: 'upheld', label: '结果维持', printed: ['维持'] },
  { id: 'corrected', label: '结果纠正', printed: ['纠正'] },
  { id: 'other', label: '其他结果', printed: [] },
  { id: 'pending', label: '尚未审结', printed: [] },
  { id: 'total', label: '总计', printed: ['合计'] },
] as const satisfies Heading[]

/** One figure that the form asks for, or (with `parts`) a sum of such figures that people ask for and no edition prints. */
export interface Field {
  id: string
  table: 2 | 3 | 4
  row: string
  column: string
  /** In full, as an answer prints it. */
  label: string
  unit: Unit
  /** Editions that print the field as a cell; empty for a pure sum. */
  editions: Edition[]
  /** Ids that add up to this field where it is not printed. */
  parts: string[]
}

const itemColumns = new Set<string>(['previousItems', 'change', 'projects'])
const moneyColumns = new Set<string>(['amount', 'procurementAmount'])

const disclosureFields: Field[] = disclosureRows.flatMap(row =>
  disclosureColumns.flatMap(column => {
    const editions = column.editions.filter(edition => row.columns[edition]?.includes(column.id))
    if (editions.length === 0) return []
    const id = column.id === 'procurementAmount' ? 'amount' : column.id
    const unit: Unit = moneyColumns.has(column.id) ? '万元' : itemColumns.has(column.id) ? '项' : '件'
    const label = `${row.label} ${column.label}`
    return [
      {
        id: `disclosure.${row.id}.${id}`,
        table: 2,
        row: row.id,
        column: id,
        label,
        unit,
        editions,
        parts: [],
      } satisfies Field,
    ]
  }),
)

/** Rows of table 3 as people ask for them: the printed rows and the sums of the four groups. */
const requestRowsAndGroups: { id: string; label: string; editions: Edition[]; rows: string[] }[] = [
  ...requestRows
    .filter(row => row.id !== 'other')
    .map(row => {
      const group = requestGroups.find(({ id }) => id === row.group)
      return { id: row.id, label: group ? `${group.label}/${row.label}` : row.label, editions: row.editions, rows: [] }
    }),
  ...requestGroups.map(group => ({
    id: group.id,
    label: group.id === 'other' ? group.label : `${group.label}（合计）`,
    editions: requestRows.find(({ id }) => id === group.id)?.editions ?? [],
    rows: requestRows.filter(row => row.group === group.id).map(row => row.id),
  })),
]

const requestFields: Field[] = requestRowsAndGroups.flatMap(row => [
  ...applicants.map(
    applicant =>
      ({
        id: `requests.${row.id}.${applicant.id}`,
        table: 3,
        row: row.id,
        column: applicant.id,
        label: applicant.id === 'total' ? row.label : `${row.label}（${applicant.label}）`,
        unit: '件',
        editions: row.editions,
        parts: row.rows.map(id => `requests.${id}.${applicant.id}`),
      }) satisfies Field,
  ),
  {
    id: `requests.${row.id}.organizations`,
    table: 3,
    row: row.id,
    column: 'organizations',
    label: `${row.label}（法人或其他组织）`,
    unit: '件',
    editions: [],
    parts: organizationApplicants.map(id => `requests.${row.id}.${id}`),
  } satisfies Field,
])

const disputeFields: Field[] = disputeResults.flatMap(result => [
  ...disputeBlocks.map(
    block =>
      ({
        id: `${block.id}.${result.id}`,
        table: 4,
        row: block.id,
        column: result.id,
        label: `${block.id === 'review' ? '' : '行政诉讼/'}${block.label} ${result.label}`,
        unit: '件',
        editions: both,
        parts: [],
      }) satisfies Field,
  ),
  {
    id: `litigation.${result.id}`,
    table: 4,
    row: 'litigation',
    column: result.id,
    label: `行政诉讼 ${result.label}（合计）`,
    unit: '件',
    editions: [],
    parts: [`litigation.direct.${result.id}`, `litigation.afterReview.${result.id}`],
  } satisfies Field,
])

/** Every field of both editions and every sum, by id. */
export const fields: ReadonlyMap<string, Field> = new Map(
  [...disclosureFields, ...requestFields, ...disputeFields].map(field => [field.id, field]),
)

/** The field with this id; throws on an id that the form does not know, which is a fault of the program. */
export function fieldOf(id: string): Field {
  const field = fields.get(id)
  if (!field) throw new Error(`no such field in the form: ${id}`)
  return field
}

/** Ids of all cells that an edition prints. */
export function printedFields(edition: Edition): string[] {
  return [...fields.values()].filter(field => field.editions.includes(edition)).map(field => field.id)
}
