import type { Attachment, Link } from './document.ts'
import { attribute, descendants, type Element, textOf } from './html-tree.ts'
import { squeeze } from './text-cleaning.ts'

const fileEnding = /\.(docx?|pdf|wps)(?=$|[?#&"'])/i

/** Files that the page links to or shows in a frame, in document order, each once. `address` is the page's own, where it has one. */
export function attachmentsOf(body: Element, address: string | undefined): Attachment[] {
  const found = new Map<string, Attachment>()
  for (const element of descendants(body)) {
    const source = fileSource(element)
    if (source === undefined) continue
    const href = absolute(source, address)
    if (href === undefined) continue
    const name = squeeze(textOf(element)) || squeeze(attribute(element, 'title') ?? '') || fileName(href)
    if (!found.has(href)) found.set(href, { name, href })
  }
  return [...found.values()]
}

/** Longest name of a link, in characters of its text. */
const longestName = 200

/** Everything that the page links to, in document order; `address` is the page's own, where it has one. */
export function linksOf(body: Element, address: string | undefined): Link[] {
  const found: Link[] = []
  for (const element of descendants(body)) {
    const target = element.tagName === 'a' ? attribute(element, 'href')?.trim() : undefined
    const href = target ? absolute(target, address) : undefined
    if (href === undefined) continue
    const name = squeeze(`${textOf(element, longestName)} ${attribute(element, 'title') ?? ''}`)
    if (name) found.push({ name, href })
  }
  return found
}

function fileSource(element: Element): string | undefined {
  if (element.tagName === 'a') {
    const href = attribute(element, 'href')?.trim()
    if (href === undefined) return undefined
    return fileEnding.test(href) || fileEnding.test(attribute(element, 'download') ?? '') ? href : undefined
  }
  if (!/^(iframe|embed|object)$/.test(element.tagName)) return undefined
  const source = attribute(element, element.tagName === 'object' ? 'data' : 'src')?.trim()
  if (source === undefined || !fileEnding.test(source)) return undefined
  // A viewer page that gets the file's address as a parameter.
  const shown = source.match(/[?&]file=([^&#]+)/i)?.[1]
  return shown === undefined ? source : decode(shown)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function absolute(href: string, address: string | undefined): string | undefined {
  if (/^(javascript|data|mailto|file):/i.test(href)) return undefined
  if (address === undefined) return href
  return URL.canParse(href, address) ? new URL(href, address).href : undefined
}

const fileName = (href: string): string => decode(href.split(/[?#]/)[0]!.split('/').at(-1) ?? href)
