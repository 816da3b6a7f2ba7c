import type { Random } from '../../scripts/reports/random.ts'
import { phrases } from '../../src/question/lexicon.ts'

/** Questions put together at random from words that the recognisers know. Most make no sense, which is the point. */

const places =
  '阿城区 顺河区 鹤岗市南山区 南山区 深圳市南山区 军粮城街道 东丽区 相山区发改委 相山区 嘉禾县 嘉禾 无锡 无锡市 梁溪区 梁溪区教育局 锡山区政府办 锡山区 惠山 滨湖区 新吴区 西湖区 杭州西湖区 朝阳区 北京朝阳区 鼓楼区 太平镇 道里区太平镇 城关镇 嵩县 临港新片区 青田县 泗阳县 岳西县 江苏省 河南 教育局 市监局 发改委'.split(
    ' ',
  )
const times =
  '2019年 2020年 2021年 2022年 2023年 二〇二一年 20年 去年 前年 近三年 历年 2019到2021年 2021和2022年 最新 前一年 上一年度 2020年发布的年报'.split(
    ' ',
  )
const operations =
  '前三名 倒数第二 超过50件 不到10件 一件都没有 排第三 至少100 增加多少 多多少 是 比 和 与 、 ， 的 里 有 吗 呢 ？ 不 没有'.split(
    ' ',
  )
const words = [...phrases.keys()].filter(phrase => /^\p{Script=Han}+$/u.test(phrase))

export function question(random: Random): string {
  const pieces = Array.from({ length: random.whole(1, 6) }, () => {
    const kind = random.next()
    if (kind < 0.2) return random.pick(places)
    if (kind < 0.35) return random.pick(times)
    return kind < 0.5 ? random.pick(operations) : random.pick(words)
  })
  // Most questions name somebody and a year: the others are only asked back.
  return [...(random.chance(0.7) ? [random.pick(places), random.pick(times)] : []), ...pieces].join('')
}

const sets = [
  '',
  '',
  '无锡各区',
  '无锡市下辖',
  '江苏省',
  '无锡',
  '嘉禾县',
  '各区',
  '乡镇',
  '各部门',
  '梁溪区部门里',
  '鼓楼区',
  '四个鼓楼区',
]
const spans = [
  '2020年',
  '2021年',
  '2022年',
  '2023年',
  '2022年比2021年',
  '2021和2022年',
  '历年',
  '近两年',
  '2019到2023年',
]
const measures =
  '申请 收到的申请 行政处罚 行政许可 行政诉讼 行政复议 予以公开 不予公开 自然人申请 上年结转 收费 采购金额 规范性文件 公开率 维持率 办结率 自然人占比 复议加诉讼 处罚和许可总数'.split(
    ' ',
  )
const ways = ['', '', '', '', '增加', '下降', '同比', '增幅', '降幅', '比上年增加', '变化']
const ends =
  '最多的是谁 最少的单位 排名 前三名 第二多的 倒数第二 最多和最少的 前三名合计 前两名差多少 最多的比最少的多多少 超过50的有哪些 不到20的单位 超过30%的有哪些 低于一半的 高于平均数的有哪些 低于中位数的单位 的中位数 平均多少 加起来多少 都超过50的有哪些 没有的单位 为空白的单位 的有哪些 最大的是哪个 哪一年最多 比梁溪区多的有哪些 除梁溪区外合计 在全市排第几 比全市平均高多少'.split(
    ' ',
  )

/** A set of reports, what is taken of each, and what is done with it. */
const composed = (random: Random): string =>
  [random.pick(sets), random.pick(spans), random.pick(measures), random.pick(ways), random.pick(ends)].join('')

/** The turns of one conversation. */
export const turns = (random: Random): string[] =>
  Array.from({ length: random.chance(0.7) ? 1 : random.whole(2, 3) }, () =>
    random.chance(0.3) ? composed(random) : question(random),
  )
