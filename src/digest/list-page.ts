import { parseReport } from '../parsing/parse.ts'
import { type FetchOptions, fetchSource } from '../reading/address.ts'
import { charsetOf, decodeText } from '../reading/encoding.ts'
import { readHtml } from '../reading/html.ts'
import { declaredCharset } from '../reading/html-meta.ts'
import { attribute, descendants, parseTree, textOf } from '../reading/html-tree.ts'
import { isSpoken } from '../spoken.ts'

/** What links to annual reports are called; the year is often left out where a column holds nothing else. */
const namesReport = /信息公开.{0,12}(?:年报|年度报告|工作报告)|(?:19|20)\d{2}.{0,16}(?:年报|年度报告)|年度(?:工作)?报告/

/** More links than this are no list of reports. */
const mostLinks = 300

/** Addresses of reports that a page links to, on its own host, in the page's order. */
export function reportLinks(html: string, address: string): string[] {
  const { host } = new URL(address)
  const found = new Set<string>()
  for (const element of descendants(parseTree(html))) {
    if (element.tagName !== 'a') continue
    const href = attribute(element, 'href')?.trim() ?? ''
    const name = `${textOf(element, 200)} ${attribute(element, 'title') ?? ''}`.replace(/\s+/g, '')
    if (!namesReport.test(name) || !URL.canParse(href, address)) continue
    const url = new URL(href, address)
    url.hash = ''
    if (url.host === host && /^https?:$/.test(url.protocol) && url.href !== address) found.add(url.href)
  }
  return [...found].slice(0, mostLinks)
}

/**
 * The reports behind an address: those that the page lists, or the address itself where it lists none.
 *
 * @throws ReadingError where the page cannot be fetched.
 */
export async function reportsBehind(address: string, options: FetchOptions = {}): Promise<string[]> {
  const fetched = await fetchSource(address, options)
  if (fetched.kind === 'unchanged' || !/html|^$/.test(fetched.contentType ?? '')) return [address]
  const html = decodeText(fetched.bytes, [charsetOf(fetched.contentType), declaredCharset(fetched.bytes)])
  const links = isReport(fetched.bytes, fetched) ? [] : reportLinks(html, fetched.finalUrl)
  return links.length > 0 ? links : [address]
}

/** A report's own page links to its attachment by the report's name. */
function isReport(
  bytes: Uint8Array,
  { finalUrl, contentType }: { finalUrl: string; contentType: string | undefined },
): boolean {
  try {
    const document = readHtml(bytes, { address: finalUrl, ...(contentType !== undefined && { contentType }) })
    parseReport(document, { url: finalUrl, sha256: '' }, new URL(finalUrl).pathname)
    return true
  } catch (error) {
    if (isSpoken(error)) return false
    throw error
  }
}
