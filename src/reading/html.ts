import { type Document, ReadingError } from './document.ts'
import { charsetOf, decodeText } from './encoding.ts'
import { type RawBlock, settleBlocks } from './grid.ts'
import { type Article, findArticle } from './html-article.ts'
import { attachmentsOf, linksOf } from './html-attachments.ts'
import { blocksOf } from './html-blocks.ts'
import { declaredCharset, longestHeading, metaOf } from './html-meta.ts'
import { childElements, type Element, parseTree } from './html-tree.ts'
import { solid } from './text-cleaning.ts'

export interface PageOrigin {
  /** The `Content-Type` that came with the page. */
  contentType?: string
  /** The page's address: attachments are named in full when it is known. */
  address?: string
}

/**
 * Reads a page: its article as paragraphs and grids, its title, date and source, and the files and pages that it links to.
 * @throws ReadingError when the page is empty, is no text, or is nested beyond reason.
 */
export function readHtml(bytes: Uint8Array, origin: PageOrigin = {}): Document {
  const html = decodeText(bytes, [charsetOf(origin.contentType), declaredCharset(bytes)])
  const tree = parseTree(html)
  const body = bodyOf(childElements(tree))
  if (body === undefined) throw new ReadingError('网页没有正文')
  const { titleIsPrinted, ...meta } = metaOf(tree, body)
  const blocks = settleBlocks(articleBlocks(body, titleIsPrinted ? meta.title : undefined))
  const attachments = attachmentsOf(body, origin.address)
  const links = linksOf(body, origin.address)
  if (blocks.length + attachments.length + links.length === 0) throw new ReadingError('网页没有正文')
  return {
    format: 'html',
    blocks,
    meta,
    ...(/[^>\s]$/.test(html) && { breaksOff: true }),
    ...(attachments.length > 0 && { attachments }),
    ...(links.length > 0 && { links }),
  }
}

function bodyOf(roots: Element[]): Element | undefined {
  return roots.flatMap(childElements).find(element => element.tagName === 'body')
}

/** What the page hides at first sight is left out, unless the tables stand there (a tab, say). */
function articleBlocks(body: Element, title: string | undefined): RawBlock[] {
  const article = findArticle(body)
  const blocks = (keepHidden: boolean) => blocksOf(article.root, { keepHidden, skip: article.noise })
  const hasTable = (found: RawBlock[]) => found.some(block => block.kind === 'table')
  const shown = blocks(false)
  const all = hasTable(shown) ? shown : blocks(true)
  const own = hasTable(all) ? all : shown
  return title === undefined ? [...leadLines(article), ...own] : withTitle(own, title)
}

/** The title often stands outside the article's own element. */
function withTitle(blocks: RawBlock[], title: string): RawBlock[] {
  const beginning = blocks
    .slice(0, 12)
    .map(block => (block.kind === 'paragraph' ? block.text : ''))
    .join('')
  return solid(beginning).includes(solid(title)) ? blocks : [{ kind: 'paragraph', text: title }, ...blocks]
}

/** Where the title is not known: the short lines nearest before the article, one of which it may be. */
function leadLines({ root, noise }: Article): RawBlock[] {
  for (let element = root; element.tagName !== 'body'; element = element.parentNode as Element) {
    const siblings = element.parentNode!.childNodes
    const before = { childNodes: siblings.slice(0, siblings.indexOf(element)) }
    const lines = blocksOf(before, { keepHidden: false, skip: noise }).filter(
      block => block.kind === 'paragraph' && block.text.length <= longestHeading,
    )
    if (lines.length > 0) return lines.slice(-6)
  }
  return []
}
