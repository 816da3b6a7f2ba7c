import { yearInTitle } from './dates.ts'
import { solid } from './fold.ts'
import type { Frame } from './frame.ts'

/** The report's own title: printed on one line or several, with navigation before it, or only within the first sentence. */

const core = '(?:政府|政务)?信息公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)'
const wholeTitle = new RegExp(`^(?:.{0,60}?)${core}(?:[(][^)]{1,12}[)])?$`)
const bodyAtEnd =
  /(?:政府|办公室|办公厅|局|委员会|委|街道|办事处|街|镇|乡|苏木|省|市|区|县|旗|州|盟|厅|院|中心|室|处|站|队|公司|兵团|年|年度|[(]\d{4}[)])$/
const notATitle = /[。;>/\\|]|通知|公布情况|[:：]/
const anyYear = /(?:19|20)\d{2}年?|[二〇零○一三四五六七八九]{4}年/

/** The title without white space, or null where none is printed. */
export function titleOf(frame: Frame): string | null {
  const printed = printedTitles(frame.head)
  const given = frame.given.map(titleIn).filter(title => title !== null)
  return best(printed, given) ?? titleInSentence(frame.head.join('')) ?? null
}

/** Whether the title says that the document is about reports and is none itself. */
export function isAboutReports(frame: Frame): boolean {
  return [...frame.head.slice(0, 12), ...frame.given].some(line => {
    const text = solid(line)
    return (
      text.length < 70 &&
      /信息公开.*年(?:度报告|报)/.test(text) &&
      /(?:的通知|的通报|的函|公布情况|发布情况|的公告|格式[)）]?)$/.test(text)
    )
  })
}

/** Whether the title says that the document covers a half or a quarter of a year: nothing of the year may be taken from it. */
export function isOfPartOfYear(frame: Frame): boolean {
  return [...frame.head.slice(0, 6), ...frame.given].some(line => {
    const text = solid(line)
    return (
      text.length < 50 &&
      /信息公开/.test(text) &&
      /[上下]半年|第?[一二三四1-4]季度/.test(text) &&
      !/年度报告|年报/.test(text)
    )
  })
}

/** The title that these lines end with: on the last of them, with the name on the line above, or broken over two or three. */
export function titleWithin(lines: string[]): string | null {
  const last = lines.at(-1)!
  const above = lines.at(-2)
  const alone = titleIn(last)
  if (above === undefined) return alone
  if (alone !== null) return (isName(above) ? titleIn(above + last) : null) ?? alone
  return titleIn(above + last) ?? (lines.length > 2 ? titleIn(lines.slice(-3).join('')) : null)
}

function printedTitles(lines: string[]): string[] {
  const titles: string[] = []
  lines.forEach((line, at) => {
    const alone = titleIn(line)
    const before = lines[at - 1]
    const above = before !== undefined && isName(before) ? titleIn(before + line) : null
    if (above) titles.push(above)
    else if (alone) titles.push(alone)
    if (alone || solid(line).length > 60 || !(isName(line) || /信息公开|政府|年度?$/.test(solid(line)))) return
    for (const count of [1, 2]) {
      const title = titleIn([line, ...lines.slice(at + 1, at + 1 + count)].join(''))
      const earlier = titleIn([line, ...lines.slice(at + 1, at + count)].join(''))
      if (title && !earlier && lines.slice(at + 1, at + 1 + count).every(part => !titleIn(part))) titles.push(title)
    }
  })
  return titles
}

function titleIn(line: string): string | null {
  const text = solid(line)
    .replace(/^#+|^标题[:：]|^Page\d+-|\.(?:docx?|pdf|wps|txt|html?)$/gi, '')
    .replace(/^[《<]+|[》>]+$|[(]\d[)]$/g, '')
  if (text.length > 80 || notATitle.test(text) || !wholeTitle.test(text)) return null
  return /年报$/.test(text) && !anyYear.test(text) ? null : text
}

/** A line above the title that holds its first part: the issuer's name, with or without the year. */
function isName(line: string): boolean {
  const text = solid(line)
  return (
    text.length >= 2 &&
    text.length <= 40 &&
    !notATitle.test(text) &&
    !/[,，《》]/.test(text) &&
    bodyAtEnd.test(text) &&
    !titleIn(text)
  )
}

/**
 * Names the issuer and the year, only the issuer, only the year, neither. Of titles of several reports it is the one that the container
 * or the file gives too, or else the one nearest to the text: those above it are links to others.
 */
function best(printed: string[], given: string[]): string | null {
  const worth = (title: string) => (anyYear.test(title) ? 1 : 0) + (nameInTitle(title) !== '' ? 2 : 0)
  const most = Math.max(...[...printed, ...given].map(worth))
  const [first, ...others] = [...printed, ...given].filter(title => worth(title) === most)
  if (first === undefined) return null
  if (others.every(title => isSameReport(title, first))) return first
  const own = printed.filter(title => worth(title) === most)
  return own.find(title => given.some(each => isSameReport(each, title))) ?? own.at(-1) ?? first
}

function isSameReport(title: string, other: string): boolean {
  const [year, otherYear] = [yearInTitle(title), yearInTitle(other)]
  const sameYear = year === null || otherYear === null || year === otherYear
  return sameYear && isSameName(nameInTitle(title), nameInTitle(other))
}

/** Whether two names may be one body's: with or without the places above it; 阿城区 stands for its government, but not for its offices. */
export function isSameName(name: string, other: string): boolean {
  const [a, b] = [bare(name), bare(other)]
  return a.endsWith(b) || b.endsWith(a)
}

const bare = (name: string): string =>
  name
    .replaceAll('人民', '')
    .replaceAll('委员会', '委')
    .replace(/[和与及、]/g, '')
    .replace(/(?:政府|街道办事处|街道办|街道|办事处|街|管理委|管委会)$/, '')

const announced = new RegExp(
  `(?:公布|发布|公开|编制形成|编制|形成)了?[《<]?((?:(?!公布|发布|形成|根据|按照)[^。《》,，;；:：]){2,50}?${core})[》>]?`,
  'g',
)

/** 现公布《…年度报告》 */
function titleInSentence(text: string): string | null {
  const found = [...solid(text).matchAll(announced)].map(match => match[1]!)
  return found.find(title => anyYear.test(title) && nameInTitle(title) !== '') ?? null
}

/** What the title says besides the year and that it is a report. In 人民政府信息公开 the government's name and the subject share a word. */
export function nameInTitle(title: string): string {
  return title
    .replace(new RegExp(`${core}.*$`), '')
    .replace(/[【】[\]]/g, '')
    .replace(/(?:(?:19|20)\d{2}|[二〇零○一三四五六七八九]{4})年?度?/g, '')
    .replace(/^(?:关于|[我本](?:单位|部门|机关|街道|[局镇乡街区县市旗委办厅院室]))|(?:关于|的)$/g, '')
    .replace(/人民$/, '人民政府')
}
