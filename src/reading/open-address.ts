import { type FetchedSource, type FetchOptions, fetchSource } from './address.ts'
import { type Attachment, type Document, ReadingError } from './document.ts'
import { readDocument } from './read.ts'
import { solid } from './text-cleaning.ts'

export interface OpenedSource {
  kind: 'opened'
  document: Document
  /** The bytes that were read, and where they came from: the page itself or the attachment that it links to. */
  bytes: Uint8Array
  finalUrl: string
  /** Of the address that was asked for; hand them in the next time. */
  etag?: string
  lastModified?: string
}

/** Attachments tried before the page itself is taken for what it is. */
const mostAttachments = 3

/**
 * Fetches and reads an address. A page without a table of figures is followed to a file on the same host, should it link to one that can
 * be read; the page's title, date and source stay with it.
 * @throws ReadingError when the address cannot be fetched or read.
 */
export async function openAddress(
  address: string,
  options: FetchOptions = {},
): Promise<{ kind: 'unchanged' } | OpenedSource> {
  const fetched = await fetchSource(address, options)
  if (fetched.kind === 'unchanged') return fetched
  const page = await read(fetched)
  const { etag, lastModified } = fetched
  const versions = { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) }
  const itself: OpenedSource = {
    kind: 'opened',
    document: page,
    bytes: fetched.bytes,
    finalUrl: fetched.finalUrl,
    ...versions,
  }
  if (page.format !== 'html' || hasFigures(page)) return itself
  const { etag: _, lastModified: __, ...plain } = options
  const problems = new Map<string, string>()
  for (const { href } of candidates(page, fetched.finalUrl)) {
    try {
      return { ...(await openAttachment(href, page, plain)), ...versions }
    } catch (error) {
      // The page is still there to be read, and says of its attachments why they are not.
      if (!(error instanceof ReadingError)) throw error
      problems.set(href, error.message)
    }
  }
  const attachments = page.attachments?.map(attachment => {
    const problem = problems.get(attachment.href)
    return problem === undefined ? attachment : { ...attachment, problem }
  })
  return { ...itself, document: { ...page, ...(attachments && { attachments }) } }
}

function read(source: FetchedSource): Promise<Document> {
  const { finalUrl, contentType } = source
  return readDocument(source.bytes, {
    name: new URL(finalUrl).pathname,
    address: finalUrl,
    ...(contentType !== undefined && { contentType }),
  })
}

async function openAttachment(href: string, page: Document, options: FetchOptions): Promise<OpenedSource> {
  const fetched = await fetchSource(href, options)
  if (fetched.kind === 'unchanged') throw new ReadingError('网站没有给出文件')
  if (new URL(fetched.finalUrl).host !== new URL(href).host) throw new ReadingError('文件在另一个网站上，不予读取')
  const document = await read(fetched)
  if (document.format === 'html') throw new ReadingError('链接的是网页，不是文件')
  return {
    kind: 'opened',
    document: { ...document, meta: { ...page.meta, ...document.meta } },
    bytes: fetched.bytes,
    finalUrl: fetched.finalUrl,
  }
}

/** Files on the page's own host, those named like the page first. */
function candidates(page: Document, address: string): Attachment[] {
  const host = new URL(address).host
  const title = solid(page.meta.title ?? '')
  const own = (page.attachments ?? []).filter(({ href }) => URL.canParse(href) && new URL(href).host === host)
  const isNamesake = ({ name }: Attachment) => title !== '' && solid(name).includes(title)
  return [...own.filter(isNamesake), ...own.filter(attachment => !isNamesake(attachment))].slice(0, mostAttachments)
}

/** Does the page itself show figures, in a table or cell by cell? */
function hasFigures(page: Document): boolean {
  const isFigure = (text: string) => /^[+-]?\d[\d,.]*$/.test(text)
  let lines = 0
  for (const block of page.blocks) {
    if (block.kind === 'table' && block.rows.flat().filter(cell => isFigure(cell.text)).length >= 5) return true
    if (block.kind === 'paragraph' && isFigure(block.text)) lines++
  }
  return lines >= 20
}
