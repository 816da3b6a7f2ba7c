/** What around a name tells whether it is one. */

const before =
  /[\s\p{P}\p{S}]$|[\d去今前]年$|年度$|[和与跟及比查问看在是把给]$|关于$|请问$|查询$|比较$|对比$|帮我$|一下$|知道$/u
const year = '\\d{2,4}年|[一二三四五六七八九〇零]{2,4}年|[去今前上本近历]年'
const body =
  '(?:人民)?政府|管委会|管理委员会|办公室|发改|发展(?:和)?改革|经信|经济和信息|教[育体]局|教体|公安|人力资源|住房|住建|自规|资规|卫生健康|市监|市场监督|交运|民宗|乡村振兴|财政|民政局|住建|卫健|人社|自然资源|生态环境|市场监管|税务|气象局|审计局|统计局|司法局|信访局|应急|医保|城管|农业农村|水[利务]局|交通|文[化旅]|退役|商务局|科技局|工信|林业局'
/** What questions about the reports are about. */
const topic =
  '行政|政府信息|信息公开|规范性|新收|收到|受理|予以|不予|部分公开|结转|依申请|无法提供|复议|诉讼|主动公开|谁|哪[个家]'
const yearNext = new RegExp(`^(?:${year}|20\\d\\d(?!\\d))`)
const firm = new RegExp(`^(?:${year}|20\\d\\d(?!\\d)|${body}|的?(?:${topic}|年报)|呢)`)
/** What is counted of a body, right behind its name: 南京鼓楼申请, 徐州鼓楼少多少. */
const counted = '申请|处罚|许可|强制|采购|收费|公开率|公开[了多几过]|[多少]多少'
const after = new RegExp(
  `^(?:$|[\\s\\p{P}\\p{S}]|\\d|${year}|[的和与跟及在呢比有共收]|${body}|${topic}|${counted})`,
  'u',
)
const other = /^(?:[路巷]|街(?!道)|大道|大街|大学|学院|中学|小学|医院|时间|机场|公园|山脉|半岛|海峡|盆地)/
const between = /^(?:[\s·/\\>＞]{0,3}|的|(?:人民)?政府)$/

/** Whether a name, and hardly anything else, may begin here. */
export const opens = (text: string, start: number): boolean =>
  start === 0 || before.test(text.slice(Math.max(0, start - 2), start))

/** Whether a name, and hardly anything else, may end here: before a year, a body, a stop. */
export const closes = (text: string, end: number): boolean => after.test(text.slice(end, end + 8))

/** Whether an everyday word (和平) that may begin a name is one: a year, a body or a figure follows, or nothing at all. */
export const mustBeName = (text: string, start: number, end: number): boolean =>
  firm.test(text.slice(end, end + 8)) || (start === 0 && end === text.length)

export const yearFollows = (text: string, end: number): boolean => yearNext.test(text.slice(end, end + 8))

/** Whether what follows makes a bare name part of another one: 中山路, 南山医院. */
export const continues = (text: string, end: number): boolean => other.test(text.slice(end, end + 2))

/** Whether the text between two names leaves them parent and child: 鹤岗的南山, 越秀区人民政府北京街道办事处. */
export const joins = (gap: string): boolean => between.test(gap)
