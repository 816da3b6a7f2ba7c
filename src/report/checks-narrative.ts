import type { Values } from './checks.ts'
import { fieldOf } from './fields.ts'
import { requestGroups } from './form.ts'
import type { Finding, Report } from './report.ts'

/**
 * Rule 6: a number that the text gives for a field is the field's. A sentence is compared only where it plainly speaks of the same thing,
 * this year and this issuer; everything that could mean more or less than the cell is passed over.
 */

interface Claim {
  /** The number is the first group. */
  pattern: RegExp
  what: string
  /** What the words can mean, the nearest first: sums of fields. */
  means: string[][]
}

/** One whole, exact number: never the end of a longer one, nor what 约, 近, 余 or 左右 make of it. */
const count =
  '(?<!约|近|超|超过|逾|不足|不到|未满|至少|最多|[\\d０-９十百千万亿][,，.．…]?)(\\d{1,3}(?:,\\d{3})+|\\d{1,6})[件项宗份起](?!左右|上下|以[上下内])'
const request = '(?:政府信息公开|信息公开|依申请公开|公开政府信息|公开信息)'

const claims: Claim[] = [
  {
    pattern: new RegExp(
      `(?:收到|受理|新收|接收|接到)(?:(?!复议|诉讼|投诉|举报|许可|建议|咨询|[，,。；;：:、\\d]).){0,30}?(?:申请|依申请公开(?:政府信息)?(?:事项|件)?)(?:共计?|总数为|数量为|为)?${count}`,
    ),
    what: '收到申请',
    means: [['received'], ['received', 'carriedIn']],
  },
  {
    pattern: new RegExp(`(?:收到|受理)(?:共计?)?${count}(?:${request}|政府信息公开)?申请`),
    what: '收到申请',
    means: [['received'], ['received', 'carriedIn']],
  },
  {
    pattern: new RegExp(`上(?:一)?年度?结转(?:(?!下|[，,。；;：:\\d]).){0,14}?${count}`),
    what: '上年结转',
    means: [['carriedIn']],
  },
  {
    pattern: new RegExp(`结转(?:至|到)?下(?:一)?年度?(?:(?![，,。；;：:\\d]).){0,12}?${count}`),
    what: '结转下年度',
    means: [['carriedOut']],
  },
  { pattern: new RegExp(`${count}结转(?:至|到)?下(?:一)?年度?`), what: '结转下年度', means: [['carriedOut']] },
  {
    pattern: new RegExp(
      `(?<!公开|不予|部分|延期|提供)(?:已|共|按时|按期|依法|均已)?(?:答复|办结)(?:${request})?(?:申请)?(?:共计?)?${count}`,
    ),
    what: '答复申请',
    means: [['handled'], ['handled', '-notProcessed'], ['handled', '-other'], ['handled', '-notProcessed', '-other']],
  },
  {
    pattern: new RegExp(`(?:办理|处理)(?:完毕|了)?${request}(?:申请|事项|案?件){0,3}(?:共计?)?${count}`),
    what: '办理申请',
    means: [['handled'], ['received'], ['received', 'carriedIn']],
  },
  {
    pattern: new RegExp(`予以公开(?:及|和|、|与)部分公开(?:答复|的|的有)?(?:共计?)?${count}`),
    what: '予以公开和部分公开',
    means: [['granted', 'partlyGranted']],
  },
  {
    pattern: new RegExp(
      `(?<!主动|部分|不)(?:同意|予以|准予)(?:全部)?公开(?:答复)?(?:申请|信息|的)?(?:有|共计?)?${count}`,
    ),
    what: '予以公开',
    means: [['granted']],
  },
  {
    pattern: new RegExp(`(?<!及|和|、|与)(?:同意|予以)?部分公开(?:答复)?(?:的)?(?:有|共计?)?${count}`),
    what: '部分公开',
    means: [['partlyGranted']],
  },
  ...requestGroups.map(group => ({
    pattern: new RegExp(`(?<!、|及|和|与|部分)${group.label}(?:答复|决定)?(?:申请|的)?(?:有|共计?)?${count}`),
    what: group.label,
    means: [[group.id]],
  })),
]

const disputes: Claim[] = [
  {
    pattern: new RegExp(`(?<!、|及|和|与|/)行政复议(?:案件|申请)?(?:数为|数|共计?|为)?${count}`),
    what: '行政复议',
    means: [['review.total']],
  },
  {
    pattern: new RegExp(`${count}(?:涉及|因)${request}(?:工作)?(?:引发)?的行政复议`),
    what: '行政复议',
    means: [['review.total']],
  },
  {
    pattern: new RegExp(`(?<!行政复议[、及和与/])行政诉讼(?:案件)?(?:数为|数|共计?|为)?${count}`),
    what: '行政诉讼',
    means: [['litigation.direct.total', 'litigation.afterReview.total'], ['litigation.direct.total']],
  },
]

/** Another year, another body, a part of the whole: such a sentence states something else. */
const otherScope =
  /去年|同比|较上年|比上年|增长|历年|累计|上半年|下半年|季度|截至|本级|代表|下属|各(?:镇|乡|街道|部门|单位)|转办|网上|网络|平台收到|当面/

export function narrativeFindings(report: Report, value: Values): Finding[] {
  const findings = new Map<string, Finding>()
  for (const section of report.sections) {
    // Figures apart are not to become one number.
    const text = section.text.replace(/(?<=\d)\s+(?=\d)/g, '…').replace(/\s+/g, '')
    if (!/申请|行政复议|行政诉讼/.test(text)) continue
    for (const sentence of text.split(/[。；;！!]/)) {
      if (otherScope.test(sentence) || namesOtherYear(sentence, report.year)) continue
      const concerns = /申请/.test(sentence) || /申请/.test(text)
      const relevant = [...(concerns ? claims : []), ...(/信息公开|依申请/.test(text) ? disputes : [])]
      for (const claim of relevant) {
        const finding = compare(claim, sentence, value)
        if (finding) findings.set(finding.fields.join() + finding.message, finding)
      }
    }
  }
  return [...findings.values()]
}

function namesOtherYear(sentence: string, year: number): boolean {
  return [...sentence.matchAll(/(?<![〔[(（\d])(20\d{2})年/g)].some(match => Number(match[1]) !== year)
}

function compare(claim: Claim, sentence: string, value: Values): Finding | null {
  const match = claim.pattern.exec(sentence)
  if (!match) return null
  const stated = Number(match[1]!.replaceAll(',', ''))
  const sums = claim.means.map(parts => sumOf(parts, value))
  const nearest = sums[0]
  // One meaning that cannot be worked out could be the one that fits.
  if (nearest === null || nearest === undefined || sums.includes(stated)) return null
  if (sums.some(sum => sum === null)) return null
  const fields = claim.means[0]!.map(idOf)
  const labels = fields.length > 1 ? claim.what : fieldOf(fields[0]!).label
  const message = `正文写${claim.what}${stated}件（“${match[0]}”），表格中${labels}为${nearest}件`
  return { check: 'narrative', message, fields }
}

/** Sum of the parts; one with a minus sign is taken off. */
function sumOf(parts: string[], value: Values): number | null {
  let sum = 0
  for (const part of parts) {
    const number = amountOf(idOf(part.replace('-', '')), value)
    if (number === null) return null
    sum += part.startsWith('-') ? -number : number
  }
  return sum
}

/** The cell's value, or the sum of the cells that the field consists of. */
function amountOf(field: string, value: Values): number | null {
  const own = value(field)
  const { parts } = fieldOf(field)
  return own !== null || parts.length === 0 ? own : sumOf(parts, value)
}

/** Rows and groups of table 3 go by their own id here, all else by the field's. */
function idOf(part: string): string {
  return /^(?:review|litigation|requests)\./.test(part) ? part : `requests.${part}.total`
}
