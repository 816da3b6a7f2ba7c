import { SaxesParser } from 'saxes'
import { ReadingError } from './document.ts'
import { limits } from './limits.ts'

/** An XML element by its local name: producers choose their own prefixes. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** The element's own text, in one piece. */
  text: string
}

/** Characters of one tag. */
const longestTag = 20_000

/** @throws ReadingError when the XML is not well-formed or too large. Entities beyond the five of XML are not resolved. */
export function parseXml(xml: string): XmlElement {
  checkTags(xml)
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new ReadingError('Word 文件内部的 XML 已损坏，无法读取')
  })
  parser.on('opentag', tag => {
    elements++
    if (elements > limits.elements || open.length > limits.depth)
      throw new ReadingError('Word 文件过大或嵌套过深，无法读取')
    const attributes: Record<string, string> = {}
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value
    const element: XmlElement = { name: local(tag.name), attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', text => {
    open.at(-1)!.text += text
  })
  parser.write(xml).close()
  return root.children[0]!
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Before anything is taken apart: what a hostile file could make of tags costs the parser more than their number. */
function checkTags(xml: string): void {
  let attributes = 0
  for (let at = xml.indexOf('='); at >= 0; at = xml.indexOf('=', at + 1)) attributes++
  let longest = 0
  let tags = 0
  let end = -1
  for (let from = xml.indexOf('<'); from >= 0 && tags <= 2 * limits.elements + 1; from = xml.indexOf('<', from + 1)) {
    if (end < from) end = xml.indexOf('>', from)
    if (end < 0) end = xml.length
    longest = Math.max(longest, end - from)
    tags++
  }
  // Every element has two tags at most.
  if (attributes > limits.attributes || longest > longestTag || tags > 2 * limits.elements + 1)
    throw new ReadingError('Word 文件过大或嵌套过深，无法读取')
}

export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find(inner => inner.name === name)

/** The `val` of a child, as WordprocessingML writes its properties. */
export const val = (element: XmlElement | undefined, name: string): string | undefined =>
  child(element, name)?.attributes.val

/** An on/off property: present without a value means on (ECMA-376 17.17.4). */
export function isOn(element: XmlElement | undefined, name: string): boolean {
  const property = child(element, name)
  return property !== undefined && !/^(0|false|off)$/.test(property.attributes.val ?? '1')
}
