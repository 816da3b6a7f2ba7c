import type { Place } from '../places/places.ts'
import type { Measure } from './measure.ts'

/** What a question asks for, as far as words alone can tell. Whether it is indexed is for `answer` to say: every candidate stays open. */

/** A body named in a question: the division's own government, the office that runs it, or one department of it. */
export type Body = { kind: 'government' } | { kind: 'office' } | { kind: 'department'; name: string }

export interface IssuerRef {
  /** The words that named it. */
  text: string
  /** All divisions that the words may mean; empty where only a department was named (“发改委…”). */
  places: Place[]
  /** null: only the place was named. */
  body: Body | null
  /** Key of the one holder that is meant, where it was chosen and no division tells it from others. */
  key?: string
  /** A year said with this issuer alone (阿城2021年和顺河2020年…); null where the query's years count for all. */
  year: number | null
  /** 四个鼓楼区: all that bear the name. */
  several?: true
  /** 鼓楼区 … 南京呢: the namesakes there of the place before, meant where nothing of the place itself is held. */
  instead?: Place[]
  /** 洛阳市顺河区: named under a place that does not contain it; nobody is meant. `places`: those of the name, to be named only. */
  foreign?: true
  /** 无锡市和各区: those of a kind below the place, beside others that are named. */
  below?: { among: Among }
}

/** `named`: the issuers themselves · `below`: all reports under them (全市, 各区, 下辖) · `all`: everything indexed (哪个单位, 几家). */
export type Scope = 'named' | 'below' | 'all'

/**
 * What kind of issuer a question over many is about: 各区, 哪个部门. `counties` and `townships` are whole ranks, parted by what their names
 * end in: 区 and 县, 乡镇 and 街道; `zones` are 开发区 and what is run by a 管委会, `offices` 政府办. Null where it is about all.
 */
export type Among =
  | 'provinces'
  | 'cities'
  | 'counties'
  | 'districts'
  | 'properCounties'
  | 'townships'
  | 'towns'
  | 'subdistricts'
  | 'zones'
  | 'departments'
  | 'offices'
  | null

export type Years =
  | { kind: 'list'; years: number[] }
  | { kind: 'published'; years: number[] }
  | { kind: 'since'; year: number }
  /** Up to the year, which is one of them. */
  | { kind: 'until'; year: number }
  /** `bare`: 两年 alone, which are the reports that are held where there are as many. */
  | { kind: 'recent'; count: number; bare?: true }
  | { kind: 'latest' }
  | { kind: 'every' }

/** Places in a ranking: from the one numbered `from`, `count` of them or all that follow; of `both` ends, the first `count` and the `last`, one each where no number is said. */
export interface Order {
  order: 'most' | 'least' | 'both'
  from: number
  count: number | null
  last?: number
}

/**
 * What is taken of each report before anything is done over many: the wanted fields one by one, or added up, a rate, a share, or the change
 * from the year before.
 */
export type What =
  /** `way`: of the printed column 本年增/减 only what went up, or down, is meant (减少最多), or the size of either. */
  | { kind: 'cells'; way?: Way }
  | { kind: 'sum' }
  /** The first of two fields less the second: 处罚比许可多的单位. */
  | { kind: 'excess' }
  | { kind: 'rate'; rates: string[] }
  /**
   * `of`: what the question names as the whole (占办理结果…); null for the field's own whole. `joint`: of all fields together (一共占…).
   * `across`: of the first issuer's figure in the second's (教育局的占全区的多少).
   */
  | { kind: 'share'; of: Measure | null; joint: boolean; across: boolean }
  /** `way`: only what went up, or down, is meant; null for either. */
  | { kind: 'change'; by: 'number' | 'percent'; way: 'up' | 'down' | null }

export type Way = 'up' | 'down' | 'either'

/** What a filter holds figures against: numbers, the middle of all that are compared, one issuer's figure. */
export type Bound =
  /** `money`: counted in 万元, as the form counts it. */
  | { kind: 'number'; from: number; to: number; percent: boolean; money: boolean }
  | { kind: Middle }
  | { kind: 'issuer'; issuer: IssuerRef }

export type Middle = 'average' | 'median'

/** What is done with what was taken: over one report, over several, or over all of a set. */
export type Operation =
  | { kind: 'value' }
  | { kind: 'exists' }
  /** `parts`: of each report its parts (原因, 各类申请人), and not of each report its figure (分别). */
  | { kind: 'breakdown'; parts: boolean }
  | { kind: 'compare' }
  | { kind: 'difference' }
  | { kind: 'times' }
  /** `then`: what is done with those that the ranking leaves. `each`: of every issuer its own years are ranked; `yearly`: of every year the issuers. */
  | ({ kind: 'rank'; then: 'sum' | 'difference' | 'times' | null; each: boolean; yearly?: true } & Order)
  /** One issuer among its peers: its place, or how far it lies from their middle. `within`: length of the code that they share. `claims`: 是不是最多的. */
  | { kind: 'standing'; from: 'place' | Middle; within: number | null; claims?: 'most' | 'least' }
  /** The greatest part of one field in one report, or of the fields that are named. `columns`: its parts are the applicants. `from`: 第二多. */
  | { kind: 'largest'; order: 'most' | 'least' | 'both'; columns: boolean; from?: number }
  /** 2020和2022年之和比2023年, 是惠山区的百分之几: each of the first sides against each of the others; `excess`: by how much in percent. */
  | { kind: 'sides'; lefts: Side[]; rights: Side[]; by: 'difference' | 'times' | 'share' | 'excess' | 'change' }
  | { kind: 'trend' }
  /** `yearly`: 各区哪年合计最多, a sum of each year. `said`: 一共159件对吗, what the sum is said to be. */
  | { kind: 'sum'; yearly?: true; said?: Extract<Operation, { kind: 'filter' }> }
  | { kind: Middle }
  /** `always`: in each of the years. */
  | { kind: 'filter'; test: Test; bound: Bound; always: boolean }
  /** 收了42件，办了40件对吗: each field is held against the number that is said of it; `way`: 减少了13项 of a printed change. */
  | {
      kind: 'stated'
      numbers: { fields: Wanted; test: Extract<Operation, { kind: 'filter' }>; way: 'up' | 'down' | null }[]
    }
  /** Whose cell holds no number, and why. */
  | { kind: 'state'; state: 'blank' | 'notApplicable' }

/** One side of a comparison: what it names is added up. Years that it does not say are the query's. */
export interface Side {
  /** None: the query's. */
  issuers: IssuerRef[]
  scope: Scope
  among: Among
  years: Years | null
  /** 四家, 五个区: how many there are said to be. */
  count?: number
  /** Ids of its reports, once they are settled by what is indexed. */
  reports?: string[]
}

export type Test = 'above' | 'below' | 'atLeast' | 'atMost' | 'equal' | 'between'

/** One thing asked for: field ids of which the report's form decides which one it prints; the first that is there is meant. */
export type Wanted = string[]

export type SectionKind =
  | 'overview'
  | 'disclosure'
  | 'requests'
  | 'disputes'
  | 'problems'
  | 'improvements'
  | 'problemsAndImprovements'
  | 'contact'
  | 'other'

/** Where a slot of a query came from: this message, the conversation before it, or a default that the answer must name. */
export type Origin = 'said' | 'inherited' | 'default'

export interface Query {
  topic: 'figures' | 'narrative' | 'reports'
  issuers: IssuerRef[]
  /** Left out of the set that is meant (除梁溪区外). */
  except: IssuerRef[]
  scope: Scope
  among: Among
  years: Years | null
  /** The pieces of the form that were named; `wanted` derives from them (`wantedOf`). */
  measure: Measure
  what: What
  operation: Operation
  /** The question that picks those that are asked about (申请最多的区的公开率, 有复议又有诉讼的); null where all that are named are meant. */
  chosen: Query | null
  /** The set that the conversation took this one from: 最少的呢 ranks it again. Null where there was none. */
  over: Query | null
  /** Part of the report that a narrative question is about. */
  section: SectionKind | null
  /** Known subjects of the reports' prose (微信公众号, 政策解读) and conditions that no cell meets: a passage must speak of each. */
  topics: string[]
  /** Content words that no recogniser took: narrative questions search for them, figure questions must not ignore them. */
  keywords: string[]
  /** When the reports were published is asked, not what is in them. */
  publication: boolean
  /** What was written and what it was taken for; the answer says so. */
  guesses: { written: string; heard: string }[]
  /** Something of a question for figures was not understood: it may be a condition that no cell meets. */
  unread: boolean
  /** 没有提到…的: reports whose prose has none of the words are asked for. */
  without: boolean
  /** 多少, 几条: a passage that answers holds a number. */
  counts: boolean
  /** What the number is to count: 条 of 多少条; null where the words leave it open. */
  unit: string | null
  /** The one issuer that the answer put first; null where there is none or several. */
  lead: IssuerRef | null
  /** Those that a ranking or a condition left, in the answer's order, with the year where years of one issuer were compared; empty where it was none. */
  found: IssuerRef[]
  origins: { issuers: Origin; years: Origin; measure: Origin }
}

/** What was recognised, from which words: the operator's tool to see why. */
export interface Finding {
  start: number
  end: number
  text: string
  /** Recogniser and meaning, e.g. `place 410203`, `row requests.received`. */
  means: string
}

export interface Trace {
  normalised: string
  findings: Finding[]
  /** What each refiner made of what the recognisers found, in words. */
  changes: { refiner: string; from: string; to: string }[]
  ignored: string[]
}

export type Understanding =
  | { kind: 'query'; query: Query; trace: Trace }
  /** Questions that stand side by side in one message, none of which leans on the answer to another. */
  | { kind: 'several'; queries: Query[]; trace: Trace }
  /** The words leave open which of several fields is meant. */
  | { kind: 'unclear'; query: Query; choices: { label: string; measure: Measure }[]; trace: Trace }
  | { kind: 'help' | 'about' | 'greeting' | 'thanks' | 'farewell' | 'abuse'; trace: Trace }
  | {
      kind: 'declined'
      reason:
        | 'outOfScope'
        | 'prediction'
        | 'opinion'
        | 'abroad'
        | 'reason'
        | 'service'
        | 'notInTables'
        | 'beyond'
        | 'tooLong'
      words: string
      trace: Trace
    }
