import { matchesOf } from './matches.ts'
import type { Body } from './query.ts'

/**
 * Departments as they call themselves and as people call them. One row a department: the name that stands for it in comparisons, then
 * every stem that a body name or a question may use before 局, 委, 厅, …
 */
const departments: string[][] = `
发展和改革 发改 发展改革 发展和改革委 发展改革和科技
教育和体育 教体 教育体育 教科体 教育科技和体育
教育 教委
科学技术 科技 科委
工业和信息化 工信 经信 经济和信息化 工业信息化 科技和工业信息化 科工信 科技工业和信息化 经济信息化 科工
民族宗教事务 民宗 民族宗教 民族事务 民委
公安
民政
司法
财政
人力资源和社会保障 人社 人力社保 人力资源社会保障
自然资源和规划 资规 自规 自然资源与规划 规划和自然资源 规划自然资源 规自
自然资源 自资
生态环境 环保 环境保护 环境
住房和城乡建设 住建 住房城乡建设 建设 城乡建设 城建
交通运输 交通 交运
水利 水务
农业农村 农业 农委 农业农村委
商务 商务和粮食
文化和旅游 文旅 文化旅游 文化广电和旅游 文化广电旅游 文广旅 文化广播电视体育和旅游 文体广旅 文化体育和旅游 文化广电体育和旅游 文旅体 文化旅游体育 文广旅体 文化体育广电和旅游 文体旅 文化旅游广电
卫生健康 卫健 卫计 卫生
退役军人事务 退役军人
应急管理 应急
审计
市场监督管理 市监 市场监管 工商
统计
医疗保障 医保
信访
城市管理 城管 城市管理综合执法 城市管理行政执法 综合执法 综合行政执法 城管执法 行政执法
行政审批服务 审批 行政审批 审批服务 政务服务和大数据 政务服务数据管理 政务服务管理 政务服务 政务和大数据 政数 政务
大数据 大数据发展 数据
国有资产监督管理 国资
乡村振兴 扶贫
林业和草原 林草 林业
园林绿化 园林
气象
税务 国家税务总局
体育
地方金融监督管理 金融 金融工作
机关事务管理 机关事务
海关
烟草专卖 烟草
邮政管理
消防救援 消防
外事 外办 人民政府外事
港澳事务
住房公积金管理 公积金 住房公积金
房产管理 房管 房产 住房保障
粮食和物资储备 粮食 粮储
供销合作
投资促进 招商
人民防空 人防
药品监督管理 药监
知识产权
文物
广播电视 广电
档案
侨务
研究 政策研究 人民政府研究
海洋 海洋发展 海洋与渔业
畜牧兽医 畜牧
水库移民 移民
口岸
地震
残疾人联合会 残联
`
  .trim()
  .split('\n')
  .map(line => line.split(/\s+/))

const stems = departments
  .flatMap(([name, ...others]) => [name!, ...others].map(stem => ({ stem, name: name! })))
  .sort((a, b) => b.stem.length - a.stem.length)
const canonical = new Map(stems.map(({ stem, name }) => [stem, name]))

const suffix =
  '(?:管理)?(?:委员会|分局|总局|委|局|厅|办公室|办(?![理结件了])|中心|室|支队|总队|大队|处(?![理罚置决分])|院|社|联合会|部(?!分|门))'
const knownDepartment = new RegExp(`(?:国家税务总局)?(${stems.map(({ stem }) => stem).join('|')})${suffix}`, 'g')
/** 相山发改2020年: a department's short name alone, right behind its place and before what ends a name. */
const bareDepartment =
  /(发改|公安|税务|消防|司法|审计|统计|水务|城管|人社|卫健|市监|住建|工信|自规|资规|教体|文旅|民宗|退役军人|应急管理|乡村振兴)(?=\d|[二去前今的收有批罚]|$)/uy
const wholeNames = /(外办|教委|科委|农委|民委|残联|海关)(?!员)/g
const unknownDepartment = /[\p{Script=Han}]{2,12}?(?:局|委员会|管理中心|服务中心|研究室|研究院|联合会|管理处|事务所)/gu

/** 人民政府, a subdistrict's office, a zone's committee: the division's own report, whoever of them signs it. */
const ownGovernment =
  /人民政府|行政公署|行署|政府本级|本级政府|街道办事处|办事处|街道办(?!理|结)|管理委员会|管委会|[省市区县旗州镇乡]政府|(?<=[镇乡])政府/g

/** The office that runs a government, and often signs its report. */
const ownOffice =
  /(?:人民政府|[省市区县旗州]政府|政府)办公[厅室]|(?:[省市区县旗州]|人民)?政府办(?!理|结|公|了|件)|[市区县]府办(?!理|结)|办公厅/g

export interface BodyMatch {
  start: number
  end: number
  text: string
  body: Body
}

/**
 * Bodies named in a normalised text, overlapping ones included. `afterPlace` lists where place names end: only there may a department
 * that the table does not know begin, since 局 and 委员会 end other words too.
 */
export function findBodies(text: string, afterPlace: readonly number[]): BodyMatch[] {
  const found: BodyMatch[] = []
  const add = (start: number, words: string, body: Body) =>
    found.push({ start, end: start + words.length, text: words, body })
  for (const match of matchesOf(ownGovernment, text)) add(match.index, match[0], { kind: 'government' })
  for (const match of matchesOf(ownOffice, text)) {
    // 阿城区政府办: the 区 belongs to the place.
    const own = afterPlace.includes(match.index + 1) ? 1 : 0
    add(match.index + own, match[0].slice(own), { kind: 'office' })
  }
  for (const match of matchesOf(knownDepartment, text)) {
    add(match.index, match[0], { kind: 'department', name: canonical.get(match[1]!)! })
  }
  for (const match of matchesOf(wholeNames, text))
    add(match.index, match[0], { kind: 'department', name: canonical.get(match[1]!)! })
  for (const end of afterPlace) {
    // 锡山区办公室: of its government, where nothing stands between.
    if (text.startsWith('办公室', end)) add(end, '办公室', { kind: 'office' })
    bareDepartment.lastIndex = end
    const short = bareDepartment.exec(text)
    if (short) add(end, short[0], { kind: 'department', name: canonical.get(short[1]!)! })
    if (found.some(body => body.start === end)) continue
    unknownDepartment.lastIndex = end
    const match = unknownDepartment.exec(text)
    if (match?.index === end && !/^[的各每下所哪那这]|收到|多少|公开|申请|行政|[，。,?？]/.test(match[0])) {
      // 哈尔滨平房发改委: what stands before a known department may be a place of its own.
      if (departmentOf(match[0]) === null) add(end, match[0], { kind: 'department', name: match[0] })
    }
  }
  return found
}

/** The department that an issuer's full name ends in, in the same canonical names that questions are read into; null for a government. */
export function departmentOf(issuerName: string): string | null {
  const matches = [...issuerName.matchAll(knownDepartment), ...issuerName.matchAll(wholeNames)].filter(
    match => match.index + match[0].length === issuerName.length,
  )
  const known = matches.at(-1)?.[1]
  return known ? canonical.get(known)! : null
}
