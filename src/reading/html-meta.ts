import type { DocumentMeta } from './document.ts'
import { attribute, descendants, type Element, isElement, type Parent, textOf } from './html-tree.ts'
import { solid, squeeze } from './text-cleaning.ts'

/**
 * Title, date and source of the page. Names of meta elements: 政府网站发展指引（国办发〔2017〕47号）附件, and what older systems use instead;
 * pages without them print the same in a line beside the title.
 */

const titleNames = ['og:title', 'dc.title', 'title']
const dateNames = [
  'pubdate',
  'publishdate',
  'article:published_time',
  'og:release_date',
  'publishtime',
  'dc.date',
  'createdate',
]
const publisherNames = ['contentsource', 'source', 'og:site_source', 'dc.source', 'article:author']

const printedDate =
  /(?:发布|发文|公开|公布|信息|录入)?(?:日期|时间)\s*[:：]\s*(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})/g
const otherDate = /(成文|生成|更新|修改|截止|有效|废止|访问)$/
const printedPublisher =
  /(?:信息来源|文章来源|来源|发布机构|发布单位|公开主体)\s*[:：]\s*([\p{Script=Han}\w（）()·]{2,40})/u

export interface PageMeta extends DocumentMeta {
  /** The title is the article's own: the page prints it, or names it as such. A window's title may be the site's or the column's. */
  titleIsPrinted: boolean
}

export function metaOf(document: Parent, body: Element): PageMeta {
  const named = metaElements(document)
  const first = (names: string[]) =>
    names.map(name => named.get(name)).find(value => value !== undefined && value !== '')
  const text = pageText(body)
  const window = windowParts(first(titleNames) ?? windowTitle(document), [first(['sitename']), first(['columnname'])])
  const title = first(['articletitle']) ?? printedTitle(body, text, window)
  const meta: PageMeta = { titleIsPrinted: title !== undefined }
  const publishedOn = isoDate(first(dateNames)) ?? dateInText(text) ?? dateBelow(title, text)
  const publisher = first(publisherNames) ?? text.match(printedPublisher)?.[1]
  const anyTitle = title ?? window[0]
  if (anyTitle !== undefined) meta.title = anyTitle
  if (publishedOn !== undefined) meta.publishedOn = publishedOn
  if (publisher !== undefined) meta.publisher = publisher
  return meta
}

/** Charset that the page's own meta elements declare; read from the first bytes, before the text can be decoded. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096))
  return head.match(/<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i)?.[1]?.toLowerCase()
}

function metaElements(document: Parent): Map<string, string> {
  const named = new Map<string, string>()
  for (const element of descendants(document)) {
    if (element.tagName !== 'meta') continue
    const name = (attribute(element, 'name') ?? attribute(element, 'property'))?.trim().toLowerCase()
    const content = squeeze(attribute(element, 'content') ?? '')
    if (name !== undefined && !named.has(name)) named.set(name, content)
  }
  return named
}

export const longestHeading = 80
/** Shorter than this is a site's name or a column's, not an article's title. */
const shortestTitle = 10

/** What the window's title and the page agree on: a heading that makes up most of it, or a part of it that stands on a line of its own. */
function printedTitle(body: Element, text: string, window: string[]): string | undefined {
  const longest = window[0]
  if (longest === undefined) return undefined
  const isTitle = (candidate: string) => candidate.length >= Math.max(shortestTitle, longest.length / 2)
  const headings = [...descendants(body)]
    .filter(element => /^h[1-3]$/.test(element.tagName) || /title|biaoti/i.test(attribute(element, 'class') ?? ''))
    .map(element => squeeze(textOf(element, 20 * longestHeading)))
  const heading = headings.find(candidate => isTitle(candidate) && solid(longest).includes(solid(candidate)))
  if (heading !== undefined) return heading
  const lines = new Set(text.split('\n').map(solid))
  return window.find(part => isTitle(part) && lines.has(solid(part)))
}

function windowTitle(document: Parent): string {
  for (const element of descendants(document)) if (element.tagName === 'title') return squeeze(textOf(element))
  return ''
}

/** The parts of a window's title without the site's and the column's names, the longest first. */
function windowParts(title: string, others: (string | undefined)[]): string[] {
  return title
    .split(/\s*[_|]\s*|\s+[-–—]+\s+|-{2,}/)
    .filter(part => part !== '' && !others.includes(part))
    .sort((a, b) => b.length - a.length)
}

/** The page's text in lines, its scripts and the like left out. */
function pageText(body: Element): string {
  const parts: string[] = []
  const visit = (parent: Parent) => {
    for (const child of parent.childNodes) {
      if ('value' in child) parts.push(child.value)
      else if (isElement(child) && !/^(script|style|noscript|template)$/.test(child.tagName)) {
        visit(child)
        if (/^(p|div|li|tr|td|h[1-6]|br)$/.test(child.tagName)) parts.push('\n')
      }
    }
  }
  visit(body)
  return parts.join('').replace(/[\u00a0\u3000 ]+/g, ' ')
}

function dateInText(text: string): string | undefined {
  for (const match of text.matchAll(printedDate)) {
    if (!otherDate.test(text.slice(Math.max(0, match.index - 2), match.index))) return isoDate(match[0])
  }
  return undefined
}

/** A day alone right below the article's title, or with the hour and the source behind it. */
const bareDate =
  /^(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*(?:[^\d\s]{0,4}来源|作者|浏览|点击|阅读|访问|字[体号]).*)?$/

function dateBelow(title: string | undefined, text: string): string | undefined {
  if (title === undefined) return undefined
  const lines = text
    .split('\n')
    .map(squeeze)
    .filter(line => line !== '')
  const dates = lines.flatMap((line, at) => {
    if (solid(line) !== solid(title)) return []
    return lines.slice(at + 1, at + 3).map(below => isoDate(bareDate.exec(below)?.[1]))
  })
  return dates.find(date => date !== undefined)
}

function isoDate(text: string | undefined): string | undefined {
  const match = text?.match(/(\d{4})\s*[-年/.]?\s*(\d{1,2})\s*[-月/.]?\s*(\d{1,2})/)
  if (match === null || match === undefined) return undefined
  const iso = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined
}
