import { findPlaces } from '../places/places.ts'
import type { IssuerKind } from '../report/report.ts'
import { solid } from './fold.ts'
import type { Frame } from './frame.ts'
import { nameInTitle } from './title.ts'

/** Whose report it is: short in the title, often in full only in the signature, the source line or the prose. */

const divisionEnd = '(?:省|市|区|县|旗|州|盟|街道|镇|乡|苏木|街)'
const body =
  '(?:(?:人民政府|政府)(?:办公室|办公厅)|人民政府|政府|行政公署|行署|街道办事处|办事处|管理委员会|管委会|委员会|局|厅|办公室|办公厅|研究室|信访办|外事办|政务办|服务中心|管理中心|中心|管理区|开发区|实验区|新区|兵团|支队|总队|大队)'
const bodyName = /^[\p{Script=Han}（）()、·\dA-Za-z]{2,40}$/u
const endsAsBody = new RegExp(`(?:${body}|${divisionEnd})$`)
const bareDivision = new RegExp(`(?:${divisionEnd}|管理区|开发区|实验区|新区|高新区|示范区)$`)

/** The issuer's name, as full as the report prints it; null where nothing names one. */
export function issuerName(title: string | null, frame: Frame): string | null {
  const short = title === null ? '' : nameInTitle(title)
  const named = short !== '' ? short : (signatureOf(frame) ?? publisherOf(frame) ?? nameInProse(frame))
  return named === null ? null : inFull(named, frame)
}

/** The line that signs the report, below the text or below the title: a body's name alone, as a rule with the date behind it. */
function signatureOf(frame: Frame): string | null {
  const lines = [...frame.tail.toReversed(), ...frame.head.slice(0, 8)].map(solid)
  return lines.find(line => bodyName.test(line) && endsAsBody.test(line) && !/[情况问题事项]$/.test(line)) ?? null
}

const publisherLabel =
  /(?:信息来源|文章来源|来源|发布机构|发布单位|发文机关|公开主体)[:：]\s*([\p{Script=Han}（）()·]{3,40})/u

function publisherOf(frame: Frame): string | null {
  const printed = frame.head
    .map(line => publisherLabel.exec(line)?.[1])
    .find(name => name !== undefined && endsAsBody.test(name))
  const given = frame.publisher === undefined ? undefined : solid(frame.publisher)
  return printed ?? (given !== undefined && endsAsBody.test(given) ? given : null)
}

const name = `[\\p{Script=Han}]{2,24}?${body}`
const verbs = '(?:以|认真|按照|在|坚持|深入|严格|根据|积极|主动|高度|共|明确|全面|全年|未|贯彻|切实|继续|紧紧)'
const place = `[\\p{Script=Han}]{2,10}?${divisionEnd}`
const inProse = [
  new RegExp(`(?:现将|现就|由)(${name}|${place})(?=20\\d{2}年|编制|根据)`, 'u'),
  new RegExp(`(?:请与|请联系|联系)(${name})(?=[(（]|联系|指挥中心|办公室)`, 'u'),
  new RegExp(`(?:^|\\n|20\\d{2}年度?[,，]?(?:以来)?[,，]?)(${name})(?=${verbs})`, 'u'),
  new RegExp(`(?:^|\\n|20\\d{2}年度?[,，]?(?:以来)?[,，]?)(${place})(?=${verbs})`, 'u'),
]

/** A report without title and signature names its issuer where it says who compiled it, or in its first sentences. */
function nameInProse(frame: Frame): string | null {
  const text = frame.lines.slice(0, 20).map(solid).join('\n')
  for (const pattern of inProse) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined && !/^(?:我|本|各|全|该|市委|县委|区委|习近平|现)|根据|条例|要求|年度报告/.test(found))
      return found
  }
  return ownPlace(text)
}

/** 我镇 … 新桥镇人民政府: the one place of its kind that the text names is the one that speaks. */
function ownPlace(text: string): string | null {
  const kind = /[我本](镇|乡|街道|县|区|市|旗)/.exec(text)?.[1]
  if (kind === undefined) return null
  const names = findPlaces(text)
    .filter(mention => mention.via !== 'pinyin' && mention.text.endsWith(kind))
    .map(mention => mention.text)
  return new Set(names).size === 1 ? names[0]! : null
}

/**
 * The longest way in which the report itself prints the name: with the places above it (鹤岗市南山区人民政府 for 南山区), and with the
 * body that a place's name alone stands for.
 */
function inFull(short: string, frame: Frame): string {
  const bare = bareDivision.test(short)
  const relative = /^([省市区县])(?=人民政府|政府|[^省市区县]{2,}[局委办室厅])/.exec(short)?.[0] ?? ''
  const core = RegExp.escape(short.slice(relative.length)).replace(/^(?:人民)?政府/, '(?:人民)?政府')
  const body = bare ? `(?:${bodies}${short.endsWith('街') ? '|道办事处' : ''})?` : ''
  const pattern = new RegExp(`${core}${body}$`, 'u')
  const candidates = candidatesIn(frame).filter(text => {
    const above = pattern.exec(text)?.index
    if (above === undefined || text.length <= short.length) return false
    return above === 0 ? relative === '' : new RegExp(`${relative || placeAbove}$`, 'u').test(text.slice(0, above))
  })
  if (candidates.length > 0)
    return candidates.reduce((longest, text) => (text.length > longest.length ? text : longest))
  return inProseInFull(short, bare, frame)
}

const bodies = '人民政府|政府|街道办事处|办事处|管理委员会|管委会'
const placeAbove = '(?:省|市|自治区|自治州|州|盟|县|区|旗|街道|新区)'

/** Lines that hold nothing but a name. */
function candidatesIn(frame: Frame): string[] {
  const publisher = publisherOf(frame)
  const lines = [...frame.head, ...frame.tail].map(solid).filter(line => bodyName.test(line) && endsAsBody.test(line))
  return publisher === null ? lines : [...lines, publisher]
}

/** In running text a name has no end of its own: only a place's name is lengthened there, by the body that stands for it. */
function inProseInFull(short: string, bare: boolean, frame: Frame): string {
  const text = frame.lines.map(solid).join('\n')
  if (bare) {
    const above = '(?:[\\p{Script=Han}]{2,3}(?:市|县|州|盟))?'
    const body = `${RegExp.escape(short)}(?:人民政府|街道办事处|办事处|管理委员会|管委会)(?!办公室|办公厅)`
    const start = '(?<=现将|将|由|在|与|[《,，。;；:：、\\n]|^)'
    return new RegExp(`${start}${above}${body}`, 'u').exec(text)?.[0] ?? new RegExp(body, 'u').exec(text)?.[0] ?? short
  }
  if (!/^[省市区县州旗]/.test(short)) return short
  const whole = new RegExp(
    `[\\p{Script=Han}]{2,8}${RegExp.escape(short).replace(/^([省市区县州旗])政府/, '$1(?:人民)?政府')}`,
    'gu',
  )
  for (const [found] of text.matchAll(whole)) {
    for (let start = 0; start < found.length - short.length; start++) {
      const name = found.slice(start)
      const mention = findPlaces(name)[0]
      if (
        mention?.start === 0 &&
        mention.via !== 'pinyin' &&
        mention.text.endsWith(short[0]!) &&
        mention.end <= found.length - short.length - start + 1
      )
        return name
    }
  }
  return short
}

const kinds: [RegExp, IssuerKind][] = [
  [/(?:政府|行署|行政公署)办(?:公室|公厅)?$|^国务院办公厅$/, 'office'],
  [/(?:街道|街道办事处|办事处|街道办|街)$/, 'subdistrict'],
  [/(?:镇|乡|苏木)(?:人民政府|政府)?$/, 'town'],
  [/(?:管理委员会|管委会|开发区|实验区|高新区|示范区|园区|管理区|合作区|保税区)$/, 'zone'],
  [/(?:政府|行政公署|行署|省|市|区|县|旗|州|盟)$/, 'government'],
  [
    /(?:局|海关|分行|委|委员会|厅|院|室|中心|处|队|办|部|署|会|站|所|公司|大学|学院|学校|医院|银行|社|办公室)$/,
    'department',
  ],
]

export function kindOf(name: string): IssuerKind {
  const plain = name.replace(/[（(][^）)]*[）)]$/, '')
  return kinds.find(([pattern]) => pattern.test(plain))?.[1] ?? 'other'
}
