import { type FetchedSource, type FetchOptions, fetchSource } from './address.ts'
import type { Attachment, Document } from './document.ts'
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
  if (page.format === 'html' && !hasFigures(page)) {
    const { etag: _, lastModified: __, ...plain } = options
    for (const attachment of candidates(page, fetched.finalUrl)) {
      const opened = await openAttachment(attachment, page, plain)
      if (opened !== undefined) return { ...opened, ...versions }
    }
  }
  return { kind: 'opened', document: page, bytes: fetched.bytes, finalUrl: fetched.finalUrl, ...versions }
}

function read(source: FetchedSource): Promise<Document> {
  const { finalUrl, contentType } = source
  return readDocument(source.bytes, {
    name: new URL(finalUrl).pathname,
    address: finalUrl,
    ...(contentType !== undefined && { contentType }),
  })
}

async function openAttachment(
  attachment: Attachment,
  page: Document,
  options: FetchOptions,
): Promise<OpenedSource | undefined> {
  try {
    const fetched = await fetchSource(attachment.href, options)
    if (fetched.kind === 'unchanged') return undefined
    const document = await read(fetched)
    if (document.format === 'html') return undefined
    return {
      kind: 'opened',
      document: { ...document, meta: { ...page.meta, ...document.meta } },
      bytes: fetched.bytes,
      finalUrl: fetched.finalUrl,
    }
  } catch {
    // The page is still there to be read, and names its attachments.
    return undefined
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
