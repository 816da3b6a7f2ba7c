import { takesWhole } from './named-share.ts'
import type { Operation, Query } from './query.ts'
import type { Segment } from './segment.ts'

/**
 * Questions whose words are all understood and whose combination is not computed: answering a part of them would be an answer to
 * another question. Each rule gives the name of what is asked.
 */
interface Asked {
  text: string
  segments: Segment[]
  query: Query
  operations: Set<Operation['kind']>
  /** 哪个, 谁: a name is to be the answer. */
  who: boolean
}

const isWord = (part: Segment | undefined, ...kinds: string[]): boolean =>
  part?.kind === 'word' && kinds.includes(part.meaning.kind)

const over = (query: Query): boolean => query.scope !== 'named'

const rules: [name: string, holds: (asked: Asked) => boolean][] = [
  ['按变化排名', ({ operations }) => operations.has('rank') && (operations.has('change') || operations.has('trend'))],
  [
    '按变化筛选',
    ({ operations, who, query }) => operations.has('change') && (operations.has('filter') || (who && over(query))),
  ],
  ['几个占比', ({ segments }) => segments.filter(takesWhole).length > 1],
  ['按比率筛选', ({ operations }) => operations.has('filter') && (operations.has('rate') || operations.has('share'))],
  [
    '几年都满足的筛选',
    ({ text, operations, query }) =>
      operations.has('filter') && /都/.test(text) && query.years?.kind === 'list' && query.years.years.length > 1,
  ],
  [
    '与平均数比较',
    ({ text, operations }) =>
      operations.has('average') &&
      (operations.has('compare') ||
        operations.has('difference') ||
        operations.has('filter') ||
        /比|[高低]于/.test(text)),
  ],
  [
    '与某个单位比较的筛选',
    ({ who, operations, query }) => who && operations.has('compare') && query.issuers.length === 1,
  ],
  ['这样的运算', ({ text }) => /除以|乘以|中位数|仅次于|百分点|方差/.test(text)],
  ['排除一部分的计算', ({ text, segments }) => /除了|除去|之外|以外|不算|不含|不包括/.test(text) || excludes(segments)],
  [
    '只看一类机关的比较',
    ({ segments, operations, who, query }) =>
      (who || operations.has('rank') || over(query)) && segments.some(namesKind),
  ],
  [
    '没有提到某事的单位',
    ({ text, query, who }) =>
      query.topic === 'narrative' && (who || over(query)) && /(?:没有?|未|不)(?:提到|提及|写到|说到|讲到)/.test(text),
  ],
]

/** 不是自然人的: what is negated is a column or row, not the answer before (不是，我问的是…). */
const excludes = (segments: Segment[]): boolean =>
  segments.some((part, at) => part.text === '不是' && isWord(segments[at + 1], 'applicant', 'row3', 'group'))

/** 镇政府, 县政府, 部门里 beside nobody's name: a kind of body, which no scope of a question expresses. */
const namesKind = (part: Segment): boolean =>
  isWord(part, 'filler') && /^(?:[镇乡县区市省]政府|部门里?|里的部门)$/.test(part.text)

/** What the question asks that cannot be computed; null where it can. */
export function beyondMeans(text: string, segments: Segment[], query: Query, who: boolean): string | null {
  const operations = new Set<Operation['kind']>([
    query.operation.kind,
    ...segments.flatMap(part =>
      part.kind === 'operation'
        ? [part.operation.kind]
        : part.kind === 'word' && part.meaning.kind === 'operation'
          ? [part.meaning.operation.kind]
          : part.kind === 'word' && part.meaning.kind === 'rate'
            ? (['rate'] as const)
            : [],
    ),
  ])
  return rules.find(([, holds]) => holds({ text, segments, query, operations, who }))?.[0] ?? null
}
