import type { Edition, Unit } from './report.ts'

/**
 * The statutory form, both editions, as one catalogue. Parsing, the index, the question lexicon and the wording of answers derive
 * from it; rules for single rows (checks, rates, recognisers) name them by their ids. Labels: 国办公开函〔2019〕60号 and 国办公开办函〔2021〕30号.
 */

/** The edition that reports of a year are to print: the second since the reports of 2021 (国办公开办函〔2021〕30号). */
export const editionOf = (year: number): Edition => (year >= 2021 ? '2021' : '2019')

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
  /** What people call it in a question; the label and the printed wordings always count too. */
  words: string[]
}

export interface DisclosureColumn extends Heading {
  editions: Edition[]
}

/** Table 2, columns. The three blocks of the form (第（一）项, 第（五）（六）项, 第（八）（九）项) share this pool. */
export const disclosureColumns = [
  {
    id: 'created',
    label: '本年新制作数量',
    printed: ['本年度新制作数量', '新制作数量'],
    words: ['新制作', '制作'],
    editions: old,
  },
  {
    id: 'published',
    label: '本年新公开数量',
    printed: ['本年度新公开数量', '新公开数量'],
    words: ['新公开', '本年公开数量'],
    editions: old,
  },
  {
    id: 'publicTotal',
    label: '对外公开总数量',
    printed: ['对外公开总数'],
    words: ['对外公开总数量', '对外公开总数', '对外公开', '累计公开', '公开总数', '公开总量'],
    editions: old,
  },
  {
    id: 'issued',
    label: '本年制发件数',
    printed: ['本年度制发件数', '本年制发数', '本年度制发数', '本年发件'],
    words: [
      '制发',
      '制发数',
      '制发数量',
      '出台',
      '印发',
      '新发',
      '发文',
      '新出台',
      '新印发',
      '新制发',
      '新制定',
      '制定',
      '制定了',
      '出台了',
      '印发了',
      '制发了',
    ],
    editions: renewed,
  },
  {
    id: 'repealed',
    label: '本年废止件数',
    printed: ['本年度废止件数', '本年废止数', '本年度废止数'],
    words: ['废止', '废除', '废止了', '作废', '作废了', '废了', '废掉'],
    editions: renewed,
  },
  {
    id: 'inForce',
    label: '现行有效件数',
    printed: ['现行有效数', '现行有效件', '现行有效'],
    words: [
      '现行有效',
      '有效件数',
      '仍然有效',
      '还有效',
      '还管用的',
      '还管用',
      '现在还管用的',
      '还有多少有效',
      '还有几件有效',
      '还在用的',
      '还在执行',
      '有效的',
      '有效',
    ],
    editions: renewed,
  },
  {
    id: 'previousItems',
    label: '上一年项目数量',
    printed: ['上年项目数量', '上一年度项目数量'],
    words: [
      '上一年项目',
      '上年项目',
      '上年度项目',
      '上一年度项目',
      '原有项目',
      '原有几项',
      '原有多少项',
      '原来有几项',
      '原来有多少项',
      '原来的项目',
      '项目原有几项',
      '项目原有多少项',
      '上一年项目数',
      '上年项目数',
    ],
    editions: old,
  },
  {
    id: 'change',
    label: '本年增/减',
    printed: ['本年增减', '本年度增减'],
    words: ['增减', '增/减', '项目增减', '增减数', '增减情况', '项目变动', '本年增减数量'],
    editions: old,
  },
  {
    id: 'decisions',
    label: '处理决定数量',
    printed: ['本年处理决定数量', '本年度处理决定数量', '本年处理决定数', '处理决定数'],
    words: ['处理决定', '处理决定数', '决定数量', '决定数', '处理决定件数'],
    editions: both,
  },
  {
    id: 'amount',
    label: '本年收费金额',
    printed: ['本年度收费金额', '收费金额'],
    words: ['收费金额', '收费总额', '收费额', '收了多少钱', '收了多少费'],
    editions: renewed,
  },
  {
    id: 'projects',
    label: '采购项目数量',
    printed: [],
    words: ['采购项目', '采购项目数', '采购数量', '采购个数'],
    editions: old,
  },
  {
    id: 'procurementAmount',
    label: '采购总金额',
    printed: ['采购金额'],
    words: ['采购金额', '采购总额', '采购额', '采购款', '采购花销', '采购支出', '采购花费', '采购费用'],
    editions: old,
  },
] as const satisfies DisclosureColumn[]

export type DisclosureColumnId = (typeof disclosureColumns)[number]['id']

export interface DisclosureRow extends Heading {
  /** 条例第二十条 item under which the form prints the row. */
  item: '一' | '五' | '六' | '八' | '九'
  /** The row's columns, in printed order, by edition; an edition that lacks the row lacks the key. */
  columns: Partial<Record<Edition, readonly DisclosureColumnId[]>>
}

const documents = {
  '2019': ['created', 'published', 'publicTotal'],
  '2021': ['issued', 'repealed', 'inForce'],
} as const
const powers = { '2019': ['previousItems', 'change', 'decisions'], '2021': ['decisions'] } as const

/** Table 2, rows in printed order. */
export const disclosureRows: DisclosureRow[] = [
  { id: 'regulations', label: '规章', printed: [], words: ['政府规章'], item: '一', columns: documents },
  {
    id: 'normativeDocuments',
    label: '规范性文件',
    printed: ['行政规范性文件'],
    words: ['行政规范性文件', '规范文件', '规范性文档', '红头文件'],
    item: '一',
    columns: documents,
  },
  {
    id: 'licensing',
    label: '行政许可',
    printed: [],
    words: ['许可', '行政审批', '许可证'],
    item: '五',
    columns: powers,
  },
  {
    id: 'otherServices',
    label: '其他对外管理服务事项',
    printed: [],
    words: [
      '对外管理服务',
      '其他管理服务',
      '其它管理服务',
      '对外管理服务事项',
      '其他对外管理服务',
      '其他管理服务事项',
      '其他服务事项',
    ],
    item: '五',
    columns: { '2019': powers['2019'] },
  },
  {
    id: 'penalties',
    label: '行政处罚',
    printed: [],
    words: [
      '处罚',
      '罚单',
      '行政罚',
      '罚了',
      '罚过',
      '罚得',
      '罚的',
      '处罚决定书',
      '挨罚',
      '被罚',
      '处罚的',
      '处罚了',
      '处罚过',
      '予以处罚',
    ],
    item: '六',
    columns: powers,
  },
  {
    id: 'coercion',
    label: '行政强制',
    printed: [],
    words: ['强制', '行政强制措施', '强制措施', '强制执行', '行政强制执行'],
    item: '六',
    columns: powers,
  },
  {
    id: 'fees',
    label: '行政事业性收费',
    printed: [],
    words: ['事业性收费', '行政收费', '行政性收费', '收费'],
    item: '八',
    columns: { '2019': ['previousItems', 'change'], '2021': ['amount'] },
  },
  {
    id: 'procurement',
    label: '政府集中采购',
    printed: [],
    words: ['集中采购', '政府采购', '采购', '集采', '政府集采', '政采'],
    item: '九',
    columns: { '2019': ['projects', 'procurementAmount'] },
  },
]

/** Table 3, columns in printed order. */
export const applicants = [
  {
    id: 'naturalPerson',
    label: '自然人',
    printed: [],
    words: [
      '个人',
      '老百姓',
      '街坊邻居',
      '街坊',
      '邻居',
      '乡亲',
      '乡亲们',
      '父老乡亲',
      '公民',
      '市民',
      '百姓',
      '居民',
      '普通人',
      '个人申请人',
      '私人',
    ],
  },
  { id: 'business', label: '商业企业', printed: [], words: ['企业', '公司', '商家', '商企', '民营企业'] },
  {
    id: 'research',
    label: '科研机构',
    printed: [],
    words: ['研究机构', '科研院所', '研究所', '科研单位', '科研', '科研单位提的', '科研单位提出的'],
  },
  {
    id: 'publicInterest',
    label: '社会公益组织',
    printed: [],
    words: [
      '公益组织',
      '公益机构',
      '社会组织',
      '公益',
      '公益组织提的',
      '公益组织提出的',
      '社会组织提的',
      '社会组织提出的',
    ],
  },
  {
    id: 'legalService',
    label: '法律服务机构',
    printed: [],
    words: ['律所', '律师事务所', '律师', '法律服务', '法律机构', '法律服务所'],
  },
  {
    id: 'otherOrganization',
    label: '其他组织',
    printed: ['其他'],
    words: ['其他组织', '其他法人', '其它组织', '其他组织提的', '其他组织提出的', '其它组织提的'],
  },
  { id: 'total', label: '总计', printed: ['合计'], words: [] },
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
  words: string[]
}

/** Table 3, the four groups of 三、本年度办理结果 whose rows the form numbers 1., 2., … */
export const requestGroups: RequestGroup[] = [
  {
    id: 'refused',
    number: '三',
    label: '不予公开',
    words: [
      '不公开',
      '拒绝公开',
      '不给公开',
      '没给公开',
      '不予公布',
      '拒绝',
      '驳回',
      '不予公开合计',
      '不让公开',
      '没同意公开',
      '没答应公开',
      '没有答应公开',
      '不答应公开',
      '不同意公开',
      '未予公开',
      '未予以公开',
      '没有予以公开',
      '没予以公开',
      '不予以公开',
      '没有公开',
      '未公开',
      '没公开',
      '不能公开',
      '没有给公开',
      '不同意',
      '被拒',
      '被拒绝',
      '拒了',
    ],
  },
  {
    id: 'unavailable',
    number: '四',
    label: '无法提供',
    words: [
      '提供不了',
      '给不了',
      '给不了的',
      '没法提供',
      '不能提供',
      '没能提供',
      '未能提供',
      '未提供的',
      '没提供的',
      '无法提供合计',
    ],
  },
  {
    id: 'notProcessed',
    number: '五',
    label: '不予处理',
    words: ['不处理', '不予受理', '不受理', '不予处理合计', '没有处理', '未处理', '没处理'],
  },
  { id: 'other', number: '六', label: '其他处理', words: ['其他处理合计', '其它处理'] },
]

export interface RequestRow extends Heading {
  group: RequestGroup['id'] | null
  /** The number that the form prints before the label: 一 二 四 for rows of their own, （一）… for results, 1 2 3 … inside a group. */
  number: string
  editions: Edition[]
}

/** Table 3, rows in printed order. A cell's id is `requests.<row>.<applicant>`. */
export const requestRows: RequestRow[] = [
  {
    id: 'received',
    label: '本年新收政府信息公开申请数量',
    printed: [
      '本年新收政府信息公开申请数',
      '本年度新收政府信息公开申请数量',
      '本年新收政府信息公开申请总数',
      '本年新收申请数量',
    ],
    words: [
      '新收',
      '新收申请',
      '新收申请数',
      '新收申请数量',
      '新收件',
      '新收件数',
      '收件数',
      '收件量',
      '新增申请',
      '新收申请总计',
      '新收的申请',
      '新收到的申请',
      '新收申请件数',
      '新收申请总数',
      '受理量',
      '受理数',
      '受理数量',
      '受理件数',
    ],
    group: null,
    number: '一',
    editions: both,
  },
  {
    id: 'carriedIn',
    label: '上年结转政府信息公开申请数量',
    printed: ['上年结转政府信息公开申请数', '上年度结转政府信息公开申请数量', '上年结转申请数量'],
    words: [
      '上年结转',
      '上年结转过来',
      '上年转来',
      '上年转过来',
      '去年转来',
      '去年转过来',
      '上一年转来',
      '上一年转过来',
      '上年度转来',
      '上年遗留',
      '上年留下',
      '去年留下',
      '去年遗留',
      '前一年没办完',
      '上年结转来',
      '去年结转过来',
      '去年结转来',
      '上年度结转',
      '去年结转',
      '上一年结转',
      '上一年度结转',
      '上年转来',
      '上年遗留',
      '上年结转的申请',
      '上年结转申请',
      '结转自上年',
      '年初结转',
      '初结转',
      '往年结转',
      '去年没办完',
      '去年转来',
      '从上年结转',
      '上年结转数量',
      '上年未办结',
      '去年遗留',
      '上年结转来',
      '结转过来',
      '结转来',
      '上年度遗留',
      '上年留下',
      '去年留下',
    ],
    group: null,
    number: '二',
    editions: both,
  },
  {
    id: 'granted',
    label: '予以公开',
    printed: [],
    words: [
      '同意公开',
      '全部公开',
      '准予公开',
      '给予公开',
      '予公开',
      '完全公开',
      '给公开',
      '全给公开',
      '答应公开',
      '批准公开',
      '允许公开',
      '都公开',
      '全公开',
      '愿意公开',
    ],
    group: null,
    number: '（一）',
    editions: both,
  },
  {
    id: 'partlyGranted',
    label: '部分公开',
    printed: ['部分公开（区分处理的，只计这一情形，不计其他情形）'],
    words: ['部分予以公开', '部分同意公开', '公开一部分', '公开了一部分', '区分处理', '公开部分'],
    group: null,
    number: '（二）',
    editions: both,
  },
  {
    id: 'refused.stateSecret',
    label: '属于国家秘密',
    printed: [],
    words: ['国家秘密', '涉密', '国家机密', '保密', '涉及秘密', '涉国家秘密', '涉及国家秘密', '涉及国家机密'],
    group: 'refused',
    number: '1',
    editions: both,
  },
  {
    id: 'refused.prohibitedByLaw',
    label: '其他法律行政法规禁止公开',
    printed: [],
    words: [
      '法律规定不能公开',
      '法律规定不得公开',
      '法律不让公开',
      '法律行政法规禁止公开',
      '法律法规禁止公开',
      '法律禁止',
      '法规禁止',
      '禁止公开',
      '法律行政法规禁止',
      '法律法规禁止',
    ],
    group: 'refused',
    number: '2',
    editions: both,
  },
  {
    id: 'refused.securityAndStability',
    label: '危及“三安全一稳定”',
    printed: [],
    words: [
      '三安全一稳定',
      '三安全',
      '危及安全',
      '安全稳定',
      '危及三安全',
      '危害公共安全',
      '公共安全',
      '危及公共安全',
      '影响社会稳定',
      '社会稳定',
    ],
    group: 'refused',
    number: '3',
    editions: both,
  },
  {
    id: 'refused.thirdPartyRights',
    label: '保护第三方合法权益',
    printed: [],
    words: [
      '第三方合法权益',
      '第三方权益',
      '第三方',
      '保护第三方',
      '保护第三方权益',
      '商业秘密',
      '个人隐私',
      '第三人权益',
      '第三人',
    ],
    group: 'refused',
    number: '4',
    editions: both,
  },
  {
    id: 'refused.internalAffairs',
    label: '属于三类内部事务信息',
    printed: [],
    words: [
      '三类内部事务信息',
      '内部事务信息',
      '三类内部事务',
      '内部事务',
      '三类内部信息',
      '内部信息',
      '内部管理信息',
      '内部管理',
    ],
    group: 'refused',
    number: '5',
    editions: both,
  },
  {
    id: 'refused.processInformation',
    label: '属于四类过程性信息',
    printed: [],
    words: [
      '四类过程性信息',
      '过程性信息',
      '四类过程性',
      '过程信息',
      '过程性',
      '会议纪要类过程信息',
      '讨论记录',
      '磋商信函',
    ],
    group: 'refused',
    number: '6',
    editions: both,
  },
  {
    id: 'refused.enforcementFile',
    label: '属于行政执法案卷',
    printed: [],
    words: ['行政执法案卷', '执法案卷', '案卷信息', '案卷'],
    group: 'refused',
    number: '7',
    editions: both,
  },
  {
    id: 'refused.administrativeInquiry',
    label: '属于行政查询事项',
    printed: [],
    words: ['行政查询事项', '行政查询', '查询事项'],
    group: 'refused',
    number: '8',
    editions: both,
  },
  {
    id: 'unavailable.notHeld',
    label: '本机关不掌握相关政府信息',
    printed: [],
    words: [
      '本机关不掌握',
      '不掌握相关政府信息',
      '不掌握',
      '没有掌握',
      '未掌握',
      '不属于本机关掌握',
      '非本机关掌握',
      '没掌握',
      '不掌握信息',
      '没有这个信息',
      '没这个信息',
      '没有该信息',
      '没有相关信息',
      '信息不存在',
      '查无此信息',
      '不归本机关掌握',
    ],
    group: 'unavailable',
    number: '1',
    editions: both,
  },
  {
    id: 'unavailable.needsCreation',
    label: '没有现成信息需要另行制作',
    printed: [],
    words: [
      '没有现成信息',
      '需要另行制作',
      '另行制作',
      '没有现成的',
      '没有现成',
      '没现成',
      '无现成信息',
      '需另行制作',
      '需要加工',
      '需要加工分析',
      '加工分析',
      '另外制作',
      '要另行制作',
      '要另外制作',
      '需要制作',
      '重新制作',
    ],
    group: 'unavailable',
    number: '2',
    editions: both,
  },
  {
    id: 'unavailable.unclear',
    label: '补正后申请内容仍不明确',
    printed: [],
    words: [
      '补正后仍不明确',
      '内容仍不明确',
      '补正后不明确',
      '内容不明确',
      '申请不明确',
      '补正后还不明确',
      '仍不明确',
      '申请内容不明确',
      '补正后还是不明确',
      '补正后依然不明确',
      '还是不明确',
      '不明确',
    ],
    group: 'unavailable',
    number: '3',
    editions: both,
  },
  {
    id: 'notProcessed.petition',
    label: '信访举报投诉类申请',
    printed: [],
    words: [
      '信访举报投诉',
      '信访举报',
      '信访举报投诉类',
      '信访投诉类',
      '信访投诉',
      '信访类',
      '信访',
      '上访',
      '上访类',
      '举报投诉',
      '投诉举报',
      '投诉类',
      '举报类',
      '投诉',
      '举报',
    ],
    group: 'notProcessed',
    number: '1',
    editions: both,
  },
  {
    id: 'notProcessed.duplicate',
    label: '重复申请',
    printed: [],
    words: ['重复提出', '重复的申请', '重复件', '重复'],
    group: 'notProcessed',
    number: '2',
    editions: both,
  },
  {
    id: 'notProcessed.publication',
    label: '要求提供公开出版物',
    printed: [],
    words: ['公开出版物', '出版物', '公报报刊', '政府公报报刊', '要求提供公报', '书籍报刊'],
    group: 'notProcessed',
    number: '3',
    editions: both,
  },
  {
    id: 'notProcessed.excessive',
    label: '无正当理由大量反复申请',
    printed: [],
    words: ['大量反复申请', '大量反复', '反复申请', '无正当理由反复', '无正当理由', '滥用申请权', '频繁申请'],
    group: 'notProcessed',
    number: '4',
    editions: both,
  },
  {
    id: 'notProcessed.confirmation',
    label: '要求行政机关确认或重新出具已获取信息',
    printed: [],
    words: [
      '确认或重新出具',
      '重新出具证明',
      '重新出具',
      '要求确认',
      '重新出具已获取信息',
      '确认或者重新出具',
      '要求行政机关确认',
      '要求确认或重新出具',
      '要求确认或者重新出具',
      '已获取信息',
    ],
    group: 'notProcessed',
    number: '5',
    editions: both,
  },
  // One row in the 2019 edition; some later reports still print it so, and the row they print decides.
  { id: 'other', label: '其他处理', printed: [], words: [], group: null, number: '（六）', editions: old },
  {
    id: 'other.notCorrected',
    label: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    printed: ['申请人无正当理由逾期不补正'],
    words: [
      '逾期不补正',
      '补正逾期',
      '逾期补正',
      '补正超期',
      '无正当理由逾期不补正',
      '不补正',
      '没补正',
      '逾期未补正',
      '未补正',
      '没按时补正',
      '没有按时补正',
      '没及时补正',
      '没按期补正',
      '未按期补正',
      '逾期没补正',
      '不按期补正',
    ],
    group: 'other',
    number: '1',
    editions: renewed,
  },
  {
    id: 'other.feeUnpaid',
    label: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    printed: ['申请人逾期未按收费通知要求缴纳费用'],
    words: [
      '逾期未缴费',
      '缴费逾期',
      '逾期缴费',
      '缴费超期',
      '未缴纳费用',
      '未缴费',
      '没缴费',
      '不缴费',
      '逾期未按收费通知要求缴纳费用',
      '逾期未缴纳费用',
      '没交费',
      '未交费',
      '不交费',
      '逾期不缴费',
      '未按收费通知',
      '没按收费通知',
      '未按收费通知缴费',
      '没按收费通知缴费',
      '未按通知缴费',
      '没按通知缴费',
      '未按要求缴费',
      '未按收费通知缴纳费用',
      '逾期未交费',
      '逾期没缴费',
    ],
    group: 'other',
    number: '2',
    editions: renewed,
  },
  {
    id: 'other.remaining',
    label: '其他',
    printed: [],
    words: ['其他处理的其他', '其他处理里的其他', '其他处理中的其他'],
    group: 'other',
    number: '3',
    editions: renewed,
  },
  {
    id: 'handled',
    label: '本年度办理结果总计',
    printed: ['总计'],
    words: [
      '办理结果总计',
      '办理结果合计',
      '办理总数',
      '办结总数',
      '办理结果总数',
      '办理总计',
      '办理总量',
      '办结',
      '办理完',
      '办结了',
      '办完',
      '答复总数',
      '答复了',
      '答复',
      '办理结果',
      '办理数量',
      '处理总数',
      '处理申请',
      '办理申请',
      '处理了',
      '办理了',
      '办理',
      '回复了',
      '已办',
      '已办的',
    ],
    group: null,
    number: '（七）',
    editions: both,
  },
  {
    id: 'carriedOut',
    label: '结转下年度继续办理',
    printed: ['结转下年度继续办理数量', '结转下年度办理'],
    words: [
      '结转下年度',
      '结转下年',
      '结转下一年',
      '结转到下年',
      '转下年',
      '转到下一年',
      '转下一年度',
      '结转下一年度',
      '转入下年度',
      '结转到下一年继续办',
      '结转到下一年继续办理',
      '结转到下年继续办',
      '结转下一年继续办',
      '没办完',
      '未办结',
      '没办结',
      '尚未办结',
      '未办完',
      '还没办完',
      '结转到下一年',
      '结转明年',
      '转到明年',
      '留到下一年',
      '留到明年',
      '转到下年',
      '下年度继续办理',
      '结转至下年',
      '结转至下年度',
      '结转至下一年',
      '结转至下一年度',
      '结转到下年度',
      '结转到下一年度',
      '剩下没办完',
      '还没办',
      '没办',
      '没办的',
      '没有办的',
      '拖到第二年',
      '拖到下一年',
      '拖到明年',
      '留到第二年',
      '转到第二年',
      '结转到第二年',
      '年底没办完',
      '当年没办完',
      '没处理完',
      '没有处理完',
      '未处理完',
      '没有办完',
      '没有办结',
      '继续办理',
    ],
    group: null,
    number: '四',
    editions: both,
  },
]

/** Table 4, the three blocks of five results, in printed order. */
export const disputeBlocks = [
  { id: 'review', label: '行政复议', printed: [], words: ['复议', '行政覆议', '复议案件', '行政复议案件'] },
  {
    id: 'litigation.direct',
    label: '未经复议直接起诉',
    printed: [],
    words: [
      '直接起诉',
      '未经复议',
      '直接诉讼',
      '直接打官司',
      '直接告上法庭',
      '直接告上法院',
      '直接告到法院',
      '未复议直接起诉',
      '没有复议直接起诉',
      '没复议直接起诉',
      '没经过复议直接起诉',
      '不经复议直接起诉',
    ],
  },
  {
    id: 'litigation.afterReview',
    label: '复议后起诉',
    printed: [],
    words: [
      '复议后诉讼',
      '经过复议的诉讼',
      '经过复议的行政诉讼',
      '经过复议后的诉讼',
      '经复议后起诉',
      '复议之后起诉',
      '先复议再起诉',
      '先复议后诉讼',
      '复议后再起诉',
      '复议后打官司',
      '复议完又起诉',
      '复议完再起诉',
      '复议完起诉',
      '复议后又起诉',
      '复议过后起诉',
      '复议以后起诉',
      '复议之后又起诉',
      '复议之后再起诉',
    ],
  },
] as const satisfies Heading[]

/** 行政诉讼 as people say it: both litigation blocks together. No edition prints the sum. */
export const litigation = {
  id: 'litigation',
  label: '行政诉讼',
  printed: [],
  words: [
    '诉讼',
    '官司',
    '打官司',
    '起诉',
    '被起诉',
    '被告',
    '被告上法庭',
    '诉讼案件',
    '行政诉讼案件',
    '行政案件',
    '应诉',
    '行政官司',
    '告政府',
    '告了政府',
    '状告',
    '民告官',
    '告上法庭',
    '告上法院',
    '告到法院',
    '打过官司',
    '打了官司',
    '吃官司',
    '吃了官司',
    '上法院',
    '上法庭',
    '被人起诉',
    '被老百姓告',
    '被人告',
    '对簿公堂',
  ],
} satisfies Heading

/** Table 4, the results in printed order. */
export const disputeResults = [
  {
    id: 'upheld',
    label: '结果维持',
    printed: ['维持'],
    words: ['维持', '被维持', '维持原判', '维持的', '胜诉', '获维持', '打赢', '打赢了', '赢了', '赢'],
  },
  {
    id: 'corrected',
    label: '结果纠正',
    printed: ['纠正'],
    words: [
      '纠正',
      '被纠正',
      '纠错',
      '败诉',
      '告赢',
      '告赢了',
      '老百姓告赢',
      '老百姓告赢了',
      '老百姓赢了',
      '百姓告赢',
      '被撤销',
      '撤销',
      '输了',
      '输掉',
      '输的',
      '打输',
    ],
  },
  { id: 'other', label: '其他结果', printed: [], words: ['其它结果', '别的结果'] },
  {
    id: 'pending',
    label: '尚未审结',
    printed: [],
    words: [
      '未审结',
      '审结了吗',
      '审结了没',
      '审结没有',
      '审结了没有',
      '都审结了吗',
      '结案了吗',
      '没审结',
      '尚未审理完',
      '没结',
      '没结案',
      '未结',
      '未结案',
      '在审',
      '审理中',
      '还没判',
      '没判',
      '尚未结案',
      '待审',
      '没有审结',
      '没审完',
      '未审完',
      '还没审完',
      '没有审完',
      '没判决',
      '未判决',
      '没有判决',
      '没判下来',
      '没有结果',
      '没结果',
      '还没结果',
      '还没有结果',
    ],
  },
  { id: 'total', label: '总计', printed: ['合计'], words: [] },
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
        column: column.id,
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
