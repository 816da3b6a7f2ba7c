import { disputeBlocks } from './form.ts'

/**
 * Rates that people ask for. No report prints them: each is a formula over printed cells, and an answer names formula and denominator.
 * Outcomes of requests are taken over 办理结果总计, outcomes of disputes over the block's own 总计.
 */
export interface Rate {
  id: string
  label: string
  words: string[]
  /** Rows of table 3, or results of table 4, that are added up above and below the line. */
  numerator: string[]
  denominator: string[]
  table: 3 | 4
  /** Block of table 4 that the word itself names. */
  block?: 'litigation'
  /** The rate that its words mean in a narrower sense: both are told. */
  narrower?: string
}

export const rates: Rate[] = [
  {
    id: 'granted',
    label: '予以公开率',
    words: ['同意公开率', '全部公开率'],
    numerator: ['granted'],
    denominator: ['handled'],
    table: 3,
  },
  {
    id: 'partlyGranted',
    label: '部分公开率',
    words: [],
    numerator: ['partlyGranted'],
    denominator: ['handled'],
    table: 3,
  },
  {
    id: 'disclosed',
    label: '公开率（予以公开与部分公开）',
    words: [
      '公开率',
      '申请公开率',
      '申请公开比率',
      '公开比率',
      '公开了百分之多少的申请',
      '公开了百分之多少',
      '公开百分之多少',
      '多大比例的申请被公开',
      '有多大比例的申请被公开',
      '多大比例被公开',
      '依申请公开率',
      '公开比例',
      '申请公开比例',
    ],
    numerator: ['granted', 'partlyGranted'],
    denominator: ['handled'],
    table: 3,
    narrower: 'granted',
  },
  {
    id: 'refused',
    label: '不予公开率',
    words: ['不公开率', '拒绝率', '拒绝公开率', '驳回率'],
    numerator: ['refused'],
    denominator: ['handled'],
    table: 3,
  },
  { id: 'unavailable', label: '无法提供率', words: [], numerator: ['unavailable'], denominator: ['handled'], table: 3 },
  {
    id: 'notProcessed',
    label: '不予处理率',
    words: ['不处理率'],
    numerator: ['notProcessed'],
    denominator: ['handled'],
    table: 3,
  },
  {
    id: 'completed',
    label: '办结率',
    words: ['办理率', '答复率', '完成率', '回复率'],
    numerator: ['handled'],
    denominator: ['received', 'carriedIn'],
    table: 3,
  },
  {
    id: 'upheld',
    label: '维持率',
    words: ['结果维持率', '被维持率'],
    numerator: ['upheld'],
    denominator: ['total'],
    table: 4,
  },
  {
    id: 'corrected',
    label: '纠正率',
    words: ['结果纠正率', '纠错率', '被纠正率'],
    numerator: ['corrected'],
    denominator: ['total'],
    table: 4,
  },
  {
    id: 'lost',
    label: '败诉率',
    words: ['输官司率'],
    numerator: ['corrected'],
    denominator: ['total'],
    table: 4,
    block: 'litigation',
  },
  {
    id: 'won',
    label: '胜诉率',
    words: ['胜诉比例'],
    numerator: ['upheld'],
    denominator: ['total'],
    table: 4,
    block: 'litigation',
  },
]

/** Blocks of table 4 that a rate is taken over when the question names none. */
export const rateBlocks = [disputeBlocks[0].id, 'litigation'] as const
