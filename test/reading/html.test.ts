import { describe, expect, test } from 'vitest'
import { readHtml } from '../../src/reading/html.ts'
import { fixture, outline, paragraphsOf } from './fixtures.ts'

const read = (html: string, address?: string) =>
  readHtml(new TextEncoder().encode(html), address === undefined ? {} : { address })

const tableOf = (rows: number) =>
  `<table>${Array.from({ length: rows }, (_, row) => `<tr><td>行${row}</td><td>${row}</td><td>${row * 2}</td></tr>`).join('')}</table>`

const article = `<p>一、总体情况</p><p>全年公开各类政府信息，及时回应关切。</p>${tableOf(4)}<p>二、其他事项</p>`
const articleLines = [
  '一、总体情况',
  '全年公开各类政府信息，及时回应关切。',
  '行0|0|0',
  '行1|1|2',
  '行2|2|4',
  '行3|3|6',
  '二、其他事项',
]

/** Frames round one and the same article; each must leave just the article. */
const frames: [string, string][] = [
  ['nothing', article],
  [
    'scripts and styles',
    `<style>td{}</style><script>var a="<table>"</script>${article}<noscript>请打开脚本</noscript>`,
  ],
  [
    'a menu and a footer',
    `<div class="nav"><a>首页</a></div><div class="main">${article}</div><div class="footer">版权所有</div>`,
  ],
  [
    'a list of links without a telling name',
    `<ul><li><a>一号通知</a></li><li><a>二号通知</a></li><li><a>三号通知</a></li></ul><div>${article}</div>`,
  ],
  [
    'share buttons within the article',
    `<div class="content"><div class="share_box"><a>微信</a><a>微博</a></div>${article}</div>`,
  ],
  ['the way back', `<div class="position">您的位置：<a>首页</a></div><div id="zoom">${article}</div>`],
  [
    'comments and forms',
    `<!-- ${article} --><form><input value="搜索"><select><option>全站</option></select></form><div>${article}</div>`,
  ],
  ['hidden text', `<div class="content">${article}<p style="display: none">旧版</p><p hidden>旧版</p></div>`],
  [
    'layout tables in layout tables',
    `<table><tr><td>菜单甲<td><table><tr><td><table><tr><td>${article}</td></tr></table></td></tr></table></table>`,
  ],
  [
    'tags left open',
    `<div class="content">${article.replaceAll('</td>', '').replaceAll('</tr>', '').replaceAll('</p>', '')}`,
  ],
  [
    'capitals and odd attributes',
    `<DIV CLASS=content>${article.replaceAll('<td>', '<TD NOWRAP width=10%>').replaceAll('<p>', '<P ALIGN=center>')}`,
  ],
]

describe('the article within', () => {
  test.each(frames)('%s', (_, html) => {
    expect(outline(read(html).blocks).filter(line => line !== '菜单甲')).toEqual(articleLines)
  })

  test('tables in a hidden tab are read when the page shows none', () => {
    const page = `<div class="tabs">全真版 文字版</div><div id="zoom"><div style="display:none">${article}</div></div>`
    expect(outline(read(page).blocks)).toEqual(['全真版文字版', ...articleLines])
  })

  test('prose beside the main container is not lost', () => {
    const page = `<div>${article}</div><div><p>三、本机关没有收取信息处理费；也没有其他需要报告的事项。</p></div>`
    expect(outline(read(page).blocks)).toEqual([
      ...articleLines,
      '三、本机关没有收取信息处理费；也没有其他需要报告的事项。',
    ])
  })
})

const lines: [string, string, string[]][] = [
  ['line breaks', '甲<br>乙<br/>丙', ['甲', '乙', '丙']],
  ['inline elements', '<p><b>一、</b><span>总体</span><font>情况</font></p>', ['一、总体情况']],
  ['blanks of every kind', '<p>&nbsp;&nbsp;　一、&nbsp;总\n  体\u200b情况 </p><p>&nbsp;</p>', ['一、 总 体情况']],
  ['preformatted text', '<pre>一、总体\n二、主动</pre>', ['一、总体', '二、主动']],
  ['entities', '<p>《&lt;规划&gt;》&#8220;一网&#x201d;</p>', ['《<规划>》“一网”']],
  ['lists', '<ol><li>甲</li><li>乙</li></ol>', ['甲', '乙']],
]

test.each(lines)('paragraphs: %s', (_, html, expected) => {
  expect(paragraphsOf(read(html))).toEqual(expected)
})

const cells: [string, string, string[]][] = [
  ['blank cells', '<tr><td>a</td><td>&nbsp;</td><td></td><td> 　</td></tr>', ['a|||']],
  ['lines in a cell', '<tr><td>结果<br>维持</td><td><p>其他</p><p>结果</p></td></tr>', ['结果\n维持|其他\n结果']],
  ['spans', '<tr><td rowspan=2>a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr>', ['a|b|~', '~|c|d']],
  [
    'spans that make no sense',
    '<tr><td colspan=-3>a</td><td rowspan=x>b</td></tr><tr><td colspan=0>c</td><td>d</td></tr>',
    ['a|b', 'c|d'],
  ],
  ['a span down to the end', '<tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr>', ['a|b', '~|c']],
  [
    'head, body and foot',
    '<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>',
    ['a|b', '1|2'],
  ],
  ['hidden rows', '<tr><td>a</td><td>b</td></tr><tr style="display:none"><td>x</td><td>y</td></tr>', ['a|b']],
]

test.each(cells)('tables: %s', (_, rows, expected) => {
  const [table] = read(`<table>${rows}</table>`).blocks
  const printed =
    table?.kind === 'table' ? table.rows.map(row => row.map(cell => (cell.continued ? '~' : cell.text)).join('|')) : []
  expect(printed).toEqual(expected)
})

const head = (inner: string, body = article) => `<html><head>${inner}</head><body>${body}</body></html>`
const metas: [string, string, object][] = [
  [
    'the names of the guideline',
    head(
      '<meta name="ArticleTitle" content="某区年度报告"><meta name="PubDate" content="2024-01-26 09:30"><meta name="ContentSource" content="某区政府">',
    ),
    { title: '某区年度报告', publishedOn: '2024-01-26', publisher: '某区政府' },
  ],
  [
    'names in other cases and older names',
    head('<META NAME="pubdate" CONTENT="2024/1/6"><meta name="source" content="某局"><title>某局年度报告</title>'),
    { title: '某局年度报告', publishedOn: '2024-01-06', publisher: '某局' },
  ],
  [
    'the line beside the title',
    head(
      '<title>某县二〇二〇年度工作报告_政府网</title>',
      `<h1>某县二〇二〇年度工作报告</h1><p>发布日期：2021年1月9日 来源：某县人民政府</p>${article}`,
    ),
    { title: '某县二〇二〇年度工作报告', publishedOn: '2021-01-09', publisher: '某县人民政府' },
  ],
  [
    'a bare day below the title',
    head(
      '<title>某县二〇二〇年度工作报告_政府网</title>',
      `<h1>某县二〇二〇年度工作报告</h1><p>2021-01-09</p>${article}`,
    ),
    { title: '某县二〇二〇年度工作报告', publishedOn: '2021-01-09' },
  ],
  [
    'a day before the source below the title',
    head(
      '<title>某县二〇二〇年度工作报告_政府网</title>',
      `<h1>某县二〇二〇年度工作报告</h1><p>2021-01-09 10:20 来源：某县人民政府</p>${article}`,
    ),
    { title: '某县二〇二〇年度工作报告', publishedOn: '2021-01-09', publisher: '某县人民政府' },
  ],
  [
    'a day within a line of text below the title',
    head(
      '<title>某县二〇二〇年度工作报告_政府网</title>',
      `<h1>某县二〇二〇年度工作报告</h1><p>2020年1月1日起施行</p>${article}`,
    ),
    { title: '某县二〇二〇年度工作报告' },
  ],
  [
    'a date of signing is not a date of publication',
    head('', `<p>成文日期：2020-12-30</p><p>发布时间：2021-01-09 08:00</p>${article}`),
    { publishedOn: '2021-01-09' },
  ],
  [
    'a window title with the site in front',
    head('<title>政府网 - 某县二〇二〇年度工作报告</title>', `<b>某县二〇二〇年度工作报告</b>${article}`),
    { title: '某县二〇二〇年度工作报告' },
  ],
  ['a date that no calendar has', head('<meta name="PubDate" content="2024-13-45">'), {}],
  ['nothing', head(''), {}],
]

test.each(metas)('meta: %s', (_, html, expected) => {
  expect(read(html).meta).toEqual(expected)
})

const title = '某区2023年政府信息公开工作年度报告'
const titles: [string, string, string[]][] = [
  [
    'is not in the window',
    head(
      '<title>政府信息公开年报_某区人民政府</title>',
      `<h1>某区人民政府</h1><div id="zoom"><p>${title}</p>${article}</div>`,
    ),
    ['某区人民政府', title, '一、总体情况'],
  ],
  [
    'is not in the window, whose parts are named',
    head(
      '<title>政府信息公开工作年度报告_某某市某某区人民政府</title><meta name="SiteName" content="某某市某某区人民政府">',
      `<h1>某某市某某区人民政府</h1><div id="zoom"><p>${title}</p>${article}</div>`,
    ),
    ['某某市某某区人民政府', title, '一、总体情况'],
  ],
  [
    'is in no meta element',
    head('', `<h2 class="tit">${title}</h2><div id="zoom">${article}</div>`),
    [title, '一、总体情况'],
  ],
  [
    'is broken',
    head('', `<div><h2>某区2023年政府信息<br>公开工作年度报告</h2></div><div id="zoom">${article}</div>`),
    ['某区2023年政府信息', '公开工作年度报告', '一、总体情况'],
  ],
  [
    'stands in a cell above',
    `<table><tr><td>${title}</td></tr><tr><td class="content">${article}</td></tr></table>`,
    [title, '一、总体情况'],
  ],
  [
    'stands outside the article',
    head(`<title>${title}</title>`, `<h1>${title}</h1><p>浏览：8</p><div id="zoom">${article}</div>`),
    [title, '一、总体情况'],
  ],
  [
    'stands in the article already',
    head(`<title>${title}</title>`, `<h1>${title}</h1><div id="zoom"><p>${title}</p>${article}</div>`),
    [title, '一、总体情况'],
  ],
]

test.each(titles)('a title that %s', (_, page, beginning) => {
  expect(paragraphsOf(read(page)).slice(0, beginning.length)).toEqual(beginning)
})

test('links are named by their text and title, and lead somewhere', () => {
  const page =
    '<body><a href="a.html" title="全称">简 称</a><a href="#">上</a><a>无</a><a href="b.pdf"></a><a href="javascript:x()">脚本</a></body>'
  expect(read(page, 'https://www.example.cn/zwgk/nb.html').links).toEqual([
    { name: '简 称 全称', href: 'https://www.example.cn/zwgk/a.html' },
    { name: '上', href: 'https://www.example.cn/zwgk/nb.html#' },
  ])
})

describe('attachments', () => {
  const page = `${article}<a href="/files/a.docx">附件一</a><a href="b.pdf?id=3" title="附件二"></a><a href="/list.html">列表</a>
    <a href="javascript:down('c.doc')">附件三</a><a href="/get?id=9" download="d.doc">附件四</a><a href="/files/a.docx">再来一次</a>
    <iframe src="/viewer.html?file=%2Ffiles%2Fe.pdf"></iframe><embed src="https://other.example/f.pdf">`

  test('are named in full where the address is known', () => {
    expect(read(page, 'https://www.example.cn/zwgk/nb.html').attachments).toEqual([
      { name: '附件一', href: 'https://www.example.cn/files/a.docx' },
      { name: '附件二', href: 'https://www.example.cn/zwgk/b.pdf?id=3' },
      { name: '附件四', href: 'https://www.example.cn/get?id=9' },
      { name: 'e.pdf', href: 'https://www.example.cn/files/e.pdf' },
      { name: 'f.pdf', href: 'https://other.example/f.pdf' },
    ])
  })

  test('are named as written where it is not', () => {
    expect(read(page).attachments?.map(({ href }) => href)).toEqual([
      '/files/a.docx',
      'b.pdf?id=3',
      '/get?id=9',
      '/files/e.pdf',
      'https://other.example/f.pdf',
    ])
  })

  test('a page of nothing else names them', () => {
    const document = readHtml(fixture('attachment-only.html'))
    expect(document.attachments?.[0]).toEqual({
      name: '青禾区2023年政府信息公开工作年度报告.docx',
      href: './files/qinghe-2023.docx',
    })
  })
})

const refusals: [string, string, RegExp][] = [
  ['an empty page', '<html><body><script>1</script></body></html>', /没有正文/],
  ['elements in one another without end', '<div>'.repeat(5000), /嵌套过深/],
  ['tables in one another without end', '<table><tr><td>主动公开的信息都在网上；可以查询。'.repeat(30), /表格嵌套过深/],
  ['more elements than any page has', '<b></b>'.repeat(450_000), /元素过多/],
  [
    'more attributes than any page has',
    `<p ${Array.from({ length: 400_001 }, (_, at) => `a${at}`).join(' ')}>`,
    /元素过多/,
  ],
  ['a page of eight million characters', '<!---->'.repeat(1_200_000), /网页过大/],
  ['more text than any report has', `<p>${'信息公开'.repeat(110_000)}</p>`, /文字过多/],
  ['more lines than any report has', '一<br>'.repeat(60_001), /文字过多/],
  ['a grid of a million cells', `<table>${`<tr>${'<td colspan=100>1'.repeat(2)}`.repeat(2000)}</table>`, /表格过大/],
]

test.each(refusals)('refuses %s', (_, html, reason) => {
  expect(() => read(html)).toThrow(reason)
})

test('a picture written into the page does not count', () => {
  const picture = `<img src="data:image/png;base64,${'A'.repeat(9_000_000)}">`
  expect(outline(read(`${picture}<p>总体情况</p>`).blocks)).toEqual(['总体情况'])
})
