import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  parse,
  type TreeAdapter,
} from 'parse5'
import { ReadingError } from './document.ts'
import { limits } from './limits.ts'

/** The page's tree, as a browser would build it, and the few questions that the HTML reader asks of it. */

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Parent = DefaultTreeAdapterTypes.ParentNode

/** @throws ReadingError when the page is nested or grown beyond what any page needs. */
export function parseTree(html: string): DefaultTreeAdapterTypes.Document {
  const markup = html.length > limits.markup ? withoutEmbedded(html) : html
  if (markup.length > limits.markup) throw new ReadingError('网页过大，无法读取')
  return parse<DefaultTreeAdapterMap>(markup, { treeAdapter: boundedAdapter() })
}

/** Pictures and fonts written into the page make up most of large ones. Not by a pattern: a match of millions is too long for one. */
function withoutEmbedded(html: string): string {
  const [first = '', ...rest] = html.split(';base64,')
  return [first, ...rest.map(part => part.slice(Math.max(0, part.search(/[^A-Za-z0-9+/=]/))))].join(';base64,')
}

function boundedAdapter(): TreeAdapter<DefaultTreeAdapterMap> {
  let depth = 0
  let elements = 0
  let left: number = limits.attributes
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      elements++
      left -= attributes.length
      if (elements > limits.elements || left < 0) throw new ReadingError('网页元素过多，无法读取')
      return defaultTreeAdapter.createElement(tagName, namespace, attributes)
    },
    onItemPush() {
      depth++
      if (depth > limits.depth) throw new ReadingError('网页嵌套过深，无法读取')
    },
    onItemPop() {
      depth--
    },
  }
}

export const isElement = (node: Node): node is Element => 'tagName' in node

export const childElements = (parent: Parent): Element[] => parent.childNodes.filter(isElement)

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find(attr => attr.name === name)?.value

/** All elements below, in document order. */
export function* descendants(parent: Parent): Generator<Element> {
  const pending = childElements(parent).reverse()
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    yield element
    pending.push(...childElements(element).reverse())
  }
}

/** The text below, as it stands in the source; on demand only its first characters. */
export function textOf(parent: Parent, atMost = Number.POSITIVE_INFINITY): string {
  let text = ''
  const pending: (Node | Parent)[] = [parent]
  for (let node = pending.pop(); node !== undefined && text.length < atMost; node = pending.pop()) {
    if ('value' in node) text += node.value.slice(0, atMost - text.length)
    else if ('childNodes' in node) pending.push(...node.childNodes.toReversed())
  }
  return text
}

export const isHidden = (element: Element): boolean =>
  attribute(element, 'hidden') !== undefined || /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')
