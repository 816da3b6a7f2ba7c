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

/** @throws ReadingError when the XML is not well-formed or too large. Entities beyond the five of XML are not resolved. */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open = [root]
  let elements = 0
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', () => {
    throw new ReadingError('Word 文件内部的 XML 已损坏，无法读取')
  })
  parser.on('opentag', tag => {
    elements++
    if (elements > limits.elements || open.length > limits.depth)
      throw new ReadingError('Word 文件过大或嵌套过深，无法读取')
    const attributes: Record<string, string> = {}
    for (const attribute of Object.values(tag.attributes)) attributes[attribute.local] = attribute.value
    const element: XmlElement = { name: tag.local, attributes, children: [], text: '' }
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
