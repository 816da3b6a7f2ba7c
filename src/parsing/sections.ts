import type { Document } from '../reading/document.ts'
import type { Section } from '../report/report.ts'
import { isCell } from './atoms.ts'
import { headingOf } from './headings.ts'
import type { Printed } from './layout.ts'

/** Blocks of the document that hold the statistical tables. */
export function tableBlocks(document: Document, printed: Printed): Set<number> {
  const { atoms, marks } = printed
  const blocks = new Set<number>()
  let first = 0
  for (let at = 0; at < marks.length; at++) {
    const next = marks[at + 1]
    if (next && !isApart(document, printed, marks[at]!.last, next.first)) continue
    if (at - first + 1 >= fewestMarks) {
      const end = endOfValues(document, printed, marks[at]!.last + 1)
      for (let block = atoms[marks[first]!.first]!.block; block <= atoms[end - 1]!.block; block++) blocks.add(block)
    }
    first = at + 1
  }
  return blocks
}

const fewestMarks = 3

/** Behind the last label, headings in pieces may still stand before the values. */
function endOfValues(document: Document, printed: Printed, from: number): number {
  const { atoms, widths } = printed
  let end = from
  while (isCell(atoms[end])) end++
  const ahead = atoms
    .slice(end, end + furthestPieces)
    .findIndex(atom => atom.kind === 'number' && widths.get(atom.row)! >= widestText)
  if (ahead < 0 || isApart(document, printed, end - 1, end + ahead)) return end
  end += ahead
  while (isCell(atoms[end])) end++
  return end
}

const furthestPieces = 20
/** A row of more figures than this is no line of prose. */
const widestText = 5

/** Between the tables stand sentences and headings. */
function isApart(document: Document, { atoms }: Printed, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    const atom = atoms[at]!
    if (atom.kind === 'prose') return true
    if (atom.kind !== 'text' || atom.block === atoms[at - 1]?.block) continue
    const block = document.blocks[atom.block]!
    if (block.kind === 'paragraph' && headingOf(block.text.normalize('NFKC'))) return true
  }
  return false
}

/** What a page prints round the text. These words begin sentences too: only with nothing or a colon, blank or arrow behind are they labels. */
const labels = [
  '打印(?:本页)?',
  '关闭(?:本页|窗口)?',
  '附件(?:下载)?\\d*',
  '分享(?:到)?',
  '字[体号](?:大小)?(?:大中小)?',
  '[大中小]',
  '浏览次数',
  '扫一扫(?:在手机打开当前页)?',
  '相关链接',
  '上一篇',
  '下一篇',
  '[您你]?(?:现在|当前)?所?在?的?位置',
  '登录',
  '首页',
  '责任编辑',
  '(?:信息)?来源',
  '发布(?:时间|日期|机构)',
  '索引号',
  '文号',
].join('|')
const chrome = new RegExp(`^【?(?:${labels})(?:$|[\\s:：>＞»|｜】])|\\.(?:docx?|pdf|wps|xlsx?|ofd)$`)
const isChrome = (line: string) => chrome.test(line) && !line.includes('。')

/** Headings with their text, the statistical tables left out; what stands above the first heading is a section without one. */
export function sectionsOf(document: Document, inTable: Set<number>, title: string | null): Section[] {
  const sections: Section[] = [{ number: '', heading: '', text: '' }]
  let lines: string[] = []
  const settle = () => {
    sections.at(-1)!.text = lines.join('\n')
    lines = []
  }
  document.blocks.forEach((block, index) => {
    if (inTable.has(index)) return
    const texts =
      block.kind === 'paragraph'
        ? [block.text]
        : block.rows.map(row =>
            row
              .map(cell => cell.text)
              .filter(Boolean)
              .join(' '),
          )
    for (const text of texts) {
      const line = text.replace(/\s+/g, ' ').trim()
      const heading = block.kind === 'paragraph' ? headingOf(line.normalize('NFKC')) : null
      if (heading) {
        settle()
        sections.push({ number: heading.number, heading: heading.text, text: '' })
      } else if (/[\p{L}\p{N}]/u.test(line) && !isChrome(line) && !title?.includes(solidLine(line))) lines.push(line)
    }
  })
  settle()
  return sections.filter(section => section.heading !== '' || section.text !== '')
}

const solidLine = (line: string) => line.normalize('NFKC').replace(/\s+/g, '')
