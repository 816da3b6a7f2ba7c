import { silentTags } from './html-blocks.ts'
import { attribute, childElements, descendants, type Element, textOf } from './html-tree.ts'
import { solid } from './text-cleaning.ts'

/**
 * The article within the page. Every government site has its own frame, so the article is found by what it is made of: sentences,
 * numbered headings and tables of data. What stands beside it (menus, sharing, related links) is recognised by name and by its links,
 * and never thrown away when it holds much of the page's text.
 */

const noiseTags = new Set(['nav', 'footer', 'aside', 'form'])

const noiseName =
  /^((bd|b)?share|jiathis|navbar|navigation|breadcrumb|crumb|copyright|foot(er)?|qrcode|sidebar|toolbar|friendlink|pagination|related)|(^|[-_])(nav|menu|position|dqwz|weizhi|ewm|xgwj|xgxw|xglj|relate|links?|search|login|aside|pager|print|fontsizes?|prevnext)($|[-_\d])/i

/** Containers that the usual content systems put round an article's body. */
const bodyName =
  /^(zoom|fontzoom|ucap-content|trs_editor|trs_ueditor|custom_unionstyle|article[-_]?(content|con|body|text)?|content[-_]?(text|body|main)?|(pages?|news|text|detail|con|view|xxgk|info)[-_]?(content|con|text|body|box)?|vsb_content.*|wzcon|zwnr|bt_content|easysite-news-text)$/i

export interface Article {
  root: Element
  /** Elements of the page's frame, to be left out wherever they stand. */
  noise: (element: Element) => boolean
}

export function findArticle(body: Element): Article {
  const measure = measureTree(body)
  const noise = findNoise(body, measure)
  const substance = substanceOf(body, noise)
  const whole = substance(body)
  const chain = [body]
  for (;;) {
    const heir = childElements(chain.at(-1)!).find(
      child => !noise.has(child) && canHoldArticle(child) && whole > 0 && substance(child) >= whole * 0.97,
    )
    if (heir === undefined) break
    chain.push(heir)
  }
  const root = chain.findLast(element => names(element).some(name => bodyName.test(name))) ?? chain.at(-1)!
  return { root, noise: element => noise.has(element) }
}

function names(element: Element): string[] {
  return `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.split(/\s+/).filter(Boolean)
}

/** A table of data, a paragraph or a heading is part of an article, not its container. */
function canHoldArticle(element: Element): boolean {
  if (/^(p|h[1-6]|span|a|ul|ol|li|dl|pre|b|strong)$/.test(element.tagName)) return false
  return !isDataTable(element)
}

/** More than a handful of cells, and no table within. */
export function isDataTable(element: Element): boolean {
  if (element.tagName !== 'table') return false
  let cells = 0
  for (const inner of descendants(element)) {
    if (inner.tagName === 'table') return false
    if (inner.tagName === 'td' || inner.tagName === 'th') cells++
  }
  return cells >= 6
}

interface Measure {
  text: number
  linkText: number
  links: number
  dataTables: number
}

function measureTree(root: Element): Map<Element, Measure> {
  const measures = new Map<Element, Measure>()
  const visit = (element: Element): Measure => {
    const sum: Measure = { text: 0, linkText: 0, links: 0, dataTables: 0 }
    if (!silentTags.has(element.tagName)) {
      for (const child of element.childNodes) {
        if ('value' in child) sum.text += solid(child.value).length
        else if ('tagName' in child) {
          const inner = visit(child)
          sum.text += inner.text
          sum.linkText += inner.linkText
          sum.links += inner.links
          sum.dataTables += inner.dataTables
        }
      }
      if (element.tagName === 'a') {
        sum.linkText = sum.text
        sum.links = 1
      }
      if (element.tagName === 'table' && sum.dataTables === 0 && isDataTable(element)) sum.dataTables = 1
    }
    measures.set(element, sum)
    return sum
  }
  visit(root)
  return measures
}

function findNoise(body: Element, measures: Map<Element, Measure>): Set<Element> {
  const whole = measures.get(body)!
  const noise = new Set<Element>()
  const visit = (element: Element) => {
    const measure = measures.get(element)
    if (measure === undefined) return
    const named = noiseTags.has(element.tagName) || names(element).some(name => noiseName.test(name))
    const menu = measure.links >= 3 && measure.linkText > measure.text * 0.7
    const weighty = measure.dataTables > 0 || measure.text > whole.text * 0.3
    if (element !== body && (menu || named) && (!weighty || (menu && measure.dataTables === 0))) noise.add(element)
    else for (const child of childElements(element)) visit(child)
  }
  visit(body)
  return noise
}

const sentence = /[。；]/
const numberedHeading = /^(第?[一二三四五六七八九十]+[、.．章节]|[（(][一二三四五六七八九十]+[）)])/

/** How much of an article an element holds: characters of sentences, of numbered headings and of data tables. */
function substanceOf(body: Element, noise: Set<Element>): (element: Element) => number {
  const sums = new Map<Element, number>()
  const visit = (element: Element): number => {
    let sum = 0
    if (!noise.has(element) && !silentTags.has(element.tagName)) {
      if (isDataTable(element)) sum = solid(textOf(element)).length
      else {
        for (const child of element.childNodes) {
          if ('tagName' in child) sum += visit(child)
          else if ('value' in child) {
            const text = solid(child.value)
            if ((text.length > 12 && sentence.test(text)) || numberedHeading.test(text)) sum += text.length
          }
        }
      }
    }
    sums.set(element, sum)
    return sum
  }
  visit(body)
  return element => sums.get(element) ?? 0
}
