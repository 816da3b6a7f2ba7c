import { parseReport } from '../parsing/parse.ts'
import { type FetchOptions, fetchSource } from '../reading/address.ts'
import type { Document, Link } from '../reading/document.ts'
import { readDocument } from '../reading/read.ts'

/** What links to annual reports are called; the year is often left out where a column holds nothing else. */
const namesReport = /信息公开.{0,12}(?:年报|年度报告|工作报告)|(?:19|20)\d{2}.{0,16}(?:年报|年度报告)|年度(?:工作)?报告/

/** More links than this are no list of reports. */
const mostLinks = 300

/** Addresses of reports among the links of a page, those on its own host, in the page's order. */
export function reportLinks(links: readonly Link[], address: string): string[] {
  const { host } = new URL(address)
  const found = new Set<string>()
  for (const { name, href } of links) {
    if (!namesReport.test(name.replace(/\s+/g, '')) || !URL.canParse(href, address)) continue
    const url = new URL(href, address)
    url.hash = ''
    if (url.host === host && /^https?:$/.test(url.protocol) && url.href !== address) found.add(url.href)
  }
  return [...found].slice(0, mostLinks)
}

/**
 * The reports behind an address: those that the page lists, or the address itself where it lists none. None where the address is as
 * it was when the report was read whose version the options tell.
 *
 * @throws ReadingError where the page cannot be fetched or read.
 */
export async function reportsBehind(address: string, options: FetchOptions = {}): Promise<string[]> {
  const fetched = await fetchSource(address, options)
  if (fetched.kind === 'unchanged') return []
  const { bytes, contentType, finalUrl } = fetched
  if (!/html|^$/.test(contentType ?? '')) return [address]
  const name = new URL(finalUrl).pathname
  const document = await readDocument(bytes, {
    name,
    address: finalUrl,
    ...(contentType !== undefined && { contentType }),
  })
  const links = isReport(document, finalUrl) ? [] : reportLinks(document.links ?? [], finalUrl)
  return links.length > 0 ? links : [address]
}

/** A report's own page links to its attachment by the report's name. */
function isReport(document: Document, url: string): boolean {
  try {
    parseReport(document, { url, sha256: '' }, new URL(url).pathname)
    return true
  } catch (error) {
    if (error instanceof Error && error.name === 'ParseError') return false
    throw error
  }
}
