/** Whether a text speaks of something, in the words of the question or in those that reports use for it. */

/** Words that mean the same in this prose; a word of the question may stand as any of its group. */
const groups: string[][] = [
  ['公众号', '微信公众号', '微信'],
  ['报送', '上报'],
  ['采用', '录用', '信息采用', '被采用'],
  ['热线', '专线', '市长专线'],
  ['网站', '门户网站', '政府网站', '官网'],
  ['政策解读', '解读政策', '解读'],
  ['经办人员', '工作人员'],
  ['答复期限', '答复时限', '办理期限', '法定期限', '法定时限', '规定时限', '规定期限', '规定的时间', '工作日'],
  ['人手', '人员'],
  ['领导小组', '领导机构', '领导组织'],
  ['政务新媒体', '新媒体'],
  ['保密审查', '保密'],
  ['涉密', '泄密', '失密', '失泄密'],
  ['业务培训', '培训'],
  ['专栏', '栏目'],
  ['回应关切', '社会关切', '回应', '关心', '关切'],
  ['建议提案', '提案', '代表建议'],
  ['征求意见', '意见征集', '民意征集', '征集意见', '听取意见'],
  ['网上调查', '调查'],
  ['在线访谈', '访谈'],
  ['新闻发布会', '发布会'],
  [
    '信息处理费',
    '处理费',
    '收取费用',
    '要交钱',
    '交钱',
    '要收钱',
    '收不收钱',
    '收不收费',
    '收不收费用',
    '不收费',
    '不收费用',
    '收费用',
    '收钱',
    '要不要钱',
    '要钱',
    '收取信息公开费用',
    '收取信息公开费',
    '信息公开费',
    '申请公开的费用',
    '依申请公开费用',
    '收取任何费用',
    '收取任何',
    '收取检索',
    '信息公开费用',
    '公开费用',
    '申请费用',
    '信息公开收费',
    '公开收费',
    '申请收费',
    '依申请公开收费',
    '收费及减免',
    '收费情况',
    '收费事项',
    '没有收费',
    '未收费',
  ],
  ['依申请公开', '公开申请', '信息公开申请', '政府信息公开申请', '申请公开'],
  ['信函', '邮寄', '信件', '信函申请', '邮寄申请'],
  ['预算', '预决算', '财政预算'],
  ['决算', '预决算'],
  ['公报', '政府公报'],
  ['追责', '责任追究', '追究责任', '问责'],
  [
    '发布信息',
    '信息发布',
    '发布政府信息',
    '发布各类信息',
    '发布各类政府信息',
    '发布政务信息',
    '公开信息',
    '公开政府信息',
  ],
  ['统计期限', '统计时间', '统计周期', '哪段时间', '数据统计期限'],
  ['ipv6', '互联网协议第6版', '互联网协议第六版'],
  ['通俗', '看得懂', '读得懂', '听得懂', '通俗易懂'],
]

const forms = (word: string): string[] => [word, ...new Set(groups.filter(group => group.includes(word)).flat())]

export const speaksOf = (word: string, text: string): boolean => forms(word).some(form => text.includes(form))

const pairsOf = (word: string): string[] =>
  Array.from({ length: Math.max(word.length - 1, 0) }, (_, i) => word.slice(i, i + 2))

/** 在线访谈 is 访谈 in other words, and closer to itself. */
const inOtherWords = 0.8

/** How much of a word a text has: 1 for all of it, else the share of its pairs of characters, squared: half of a name is not half of it. */
export function closeness(word: string, text: string): number {
  if (text.includes(word)) return 1
  if (speaksOf(word, text)) return inOtherWords
  const pairs = pairsOf(word)
  const share = pairs.length > 1 ? pairs.filter(pair => text.includes(pair)).length / pairs.length : 0
  return share * share
}

/** What says nothing of its own in a phrase: 公开财政信息 is about 财政, 通过报纸 about 报纸. */
const idle =
  /通过|利用|借助|依托|关于|方面|政府|政务|信息|公开|公布|发布|主动|内容|情况|工作|数量|相关|报送|上报|采用|录用|各类|全年|一共|总共|共|类|的|了|过|里|上|在|用|发/g

/** What is special in a phrase of the question; empty where nothing is. A level (省里) is, though it is one character. */
function special(word: string): string {
  const rest = word.replace(idle, '')
  return rest.length > 1 || /^[省市区县镇乡]$/.test(rest) ? rest : ''
}

/** Says nothing but that something was made known: 发布, 公开信息. */
export const isIdle = (word: string): boolean => special(word) === ''

const negation = /[未没不无非]/

/** Whether a text leaves out nothing that a phrase says beyond what any such text says: its subject, its level, its negation. */
export function meets(word: string, text: string): boolean {
  const own = special(word)
  if (own === '' || text.includes(own) || speaksOf(own, text)) return true
  return (!negation.test(own) || negation.test(text)) && closeness(own, text) > 0
}
