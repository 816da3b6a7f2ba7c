import { rank as ranking, type Spoken } from './operations.ts'
import type { Among, Scope, SectionKind } from './query.ts'

/** The words of questions that are not words of the form: what people want done, how far, and the small words in between. */

export type WordMeaning =
  | { kind: 'operation'; operation: Spoken }
  | { kind: 'scope'; scope: Scope; among: Among }
  | { kind: 'who'; among: Among }
  | { kind: 'more'; order: 'most' | 'least' }
  | { kind: 'none' }
  /** 除了…外: what stands beside it is left out. */
  | { kind: 'except' }
  /** 镇政府, 部门里 beside nobody's name: a kind of body, where a question over many is asked. */
  | { kind: 'bodies'; among: Among }
  | { kind: 'section'; section: SectionKind }
  | { kind: 'reports' }
  /** 什么时候发布的: of the reports, not of what is in them. */
  | { kind: 'publication' }
  /** 年报: what is asked for where nothing of its contents is named, otherwise only where it stands. */
  | { kind: 'report' }
  | { kind: 'applications' }
  | { kind: 'receive' }
  | { kind: 'disclose' }
  /** 办理情况: all results of table 3 · 情况: whatever belongs to what is named beside it · 申请人: its columns */
  | { kind: 'results' }
  | { kind: 'state' }
  | { kind: 'applicants' }
  | { kind: 'total' }
  | { kind: 'otherRow' }
  | { kind: 'carried' }
  | { kind: 'topic' }
  | { kind: 'money' }
  | { kind: 'items' }
  /** 文件: of which kind is not said. */
  | { kind: 'documents' }
  /** 第二十条第（六）项: the rows of table 2 under it. */
  | { kind: 'item'; item: string }
  | { kind: 'everything' }
  | { kind: 'ask' }
  | { kind: 'follow' }
  /** `end`: the one at that end, which a ranking before it tells. */
  | { kind: 'pronoun'; which: 'it' | 'they' | 'other'; end?: 'most' | 'least' }
  /** 来源呢: where the figures come from. */
  | { kind: 'source' }
  | { kind: 'minus' }
  | { kind: 'correct' }
  | { kind: 'limits'; words: string }
  | { kind: 'declined'; reason: 'outOfScope' | 'prediction' | 'opinion' | 'abroad' | 'reason' | 'service' }
  | { kind: 'social'; social: 'help' | 'about' | 'greeting' | 'thanks' | 'farewell' | 'abuse' }
  /** 40件左右: a number that is not meant to be exact. */
  | { kind: 'about' }
  | { kind: 'filler' }

const operation = (op: Spoken): WordMeaning => ({ kind: 'operation', operation: op })
const rank = (order: 'most' | 'least', count: number | null = 1): WordMeaning => operation(ranking(order, 1, count))
const change = (by: 'number' | 'percent', way: 'up' | 'down' | null): WordMeaning =>
  operation({ kind: 'change', by, way })

const split = (words: string): string[] => words.trim().split(/\s+/)

/** 其他区, 其余各区. */
const others = (kind: string): string[] =>
  ['其他', '其余', '其它', '别的'].flatMap(other => [`${other}${kind}`, `${other}的${kind}`, `${other}各${kind}`])

/** 五个区, 这五个区, 5个区, 五区. */
const counted = (kind: string): string[] =>
  [...'二两三四五六七八九十', ...'23456789', '10'].flatMap(count => [
    `${count}个${kind}`,
    `这${count}个${kind}`,
    ...('三四五六七八九'.includes(count) && kind.length === 1 ? [`${count}${kind}`] : []),
  ])

/** Phrase table: each meaning with every phrase for it. Adding a phrase is adding a word. */
export const wordTable: [WordMeaning, string[]][] = [
  [
    operation({ kind: 'exists' }),
    split('有没有 有没得 没得 有无 是否有 是不是有 有吗 有没 存不存在 是否有 有过 有无收到'),
  ],
  [
    operation({ kind: 'breakdown', parts: false }),
    split('分别 各多少 各是多少 各有多少 各几件 各有几件 各是几件 列一下 列出来 列出 具体'),
  ],
  [
    operation({ kind: 'breakdown', parts: true }),
    split(
      '都有哪些 都有啥 情形和件数 情形及件数 情形与件数 各种情形 各情形 情形分别 原因和件数 理由和件数 构成 明细 那一行 这一行 那行 都给我 详情 详细 原因 理由 什么原因 啥原因 哪些原因 哪几种 哪几类 分几种 分几类 分哪几种 分哪几类 有几种 有几类 细分 分类 分布 怎么分的 各项 各类 各种 各个 每一项 每项 逐项 全部数据 所有数据 拆开 组成 都是哪些 结构 分项',
    ),
  ],
  [
    operation({ kind: 'breakdown', parts: true }),
    split(
      '哪个原因 哪种原因 哪类原因 哪一种原因 哪一个原因 哪项原因 哪条原因 哪个理由 哪种理由 哪类理由 哪一种理由 哪条理由 哪项理由 什么理由 啥理由 何种理由 何种原因 哪种 哪类 哪样 哪一样 哪一种 哪一类 哪一项 哪项 哪种类型 哪个类型 哪类情形 哪种情形 哪种情况 哪类情况',
    ),
  ],
  [
    operation({ kind: 'compare' }),
    split(
      '谁多 谁少 谁更多 谁更少 哪个多 哪个少 哪个更多 哪个更少 哪家多 哪家少 哪边多 哪边少 哪里多 哪里更多 谁高 谁更高 哪个高 哪个更高 对比 相比 比较 比比 比一比 比一下 对照 比 比呢 比起来 比怎么样 比如何 比一下 谁大 谁的多 谁的少 谁收到的多 哪个区多 哪一个多 哪一个更多 孰多 谁低 哪个低 pk vs',
    ),
  ],
  [
    operation({ kind: 'difference' }),
    split(
      '多多少 少多少 差多少 相差多少 相差 多几件 少几件 差几件 相差几件 相差多少件 差了多少 差了几件 多出多少 差距 净变化 净增 净减 净增加 净减少 净增长 净增多少 净减多少 多了多少 少了多少 多出几件 差值 之差 高多少 低多少',
    ),
  ],
  [operation({ kind: 'times' }), split('几倍 多少倍 的倍数 倍数 倍')],
  [rank('most'), split('最主要 最主要的 最常见 最常见的 最普遍 占最多 占的最多 占得最多 用得最多 用的最多')],
  [rank('most'), split('最多 最高 最大 第一名 排第一 排名第一 居首 最多的')],
  [rank('least'), split('最少 最低 最小 最少的 垫底 倒数第一 排最后 最后一名')],
  [
    rank('most', null),
    split(
      '排名 排序 从大到小 从多到少 从高到低 由高到低 由多到少 由大到小 从大到小排 从多到少排 从高到低排 由高到低排 由多到少排 由大到小排 从大到小排序 从多到少排序 从高到低排序 由高到低排序 由多到少排序 由大到小排序 从大到小排列 从多到少排列 从高到低排列 由高到低排列 降序 排行 排行榜 排个序 排一下 排个名 排列 名次 排下来 排位',
    ),
  ],
  [
    rank('least', null),
    split(
      '从小到大 从少到多 从低到高 由低到高 由少到多 从小到大排 从少到多排 从低到高排 由低到高排 由少到多排 从小到大排序 从少到多排序 从低到高排序 由低到高排序 由少到多排序 从小到大排列 从少到多排列 从低到高排列 升序 倒序 倒过来 倒过来排 反过来排 倒着排',
    ),
  ],
  [
    operation({ kind: 'trend' }),
    split('走势 趋势 变化趋势 历年变化 逐年变化 变化情况 演变 曲线 走向 怎么变的 怎么变化 变化'),
  ],
  [
    change('number', null),
    split(
      '变多了还是变少了 变多还是变少 是多了还是少了 变多了 变少了 是变多还是变少 有没有增加 有没有减少 增减情况如何 是升是降 是涨是跌',
    ),
  ],
  [
    change('number', null),
    split(
      '和去年相比 跟去年相比 同去年相比 和上年相比 跟上年相比 同上年相比 和上一年相比 与上一年相比 和前一年相比 与前一年相比 相比去年 相比上年 比起去年 比起上年 同比 比上年 比去年 较上年 较去年 比上一年 较上一年 与上年相比 和上年比 和去年比 跟去年比 跟上年比 与去年相比 与上年比 和上一年比 同上年比 同去年比 比前一年 较前一年 和前一年比 多了还是少了 增加还是减少 增长还是下降 增了还是减了 上升还是下降 是增是减 环比',
    ),
  ],
  [change('percent', null), split('变化率 变化幅度 变动幅度 增减幅度 增减率 同比增速')],
  [
    change('number', 'up'),
    split(
      '增长 增长了 增加 增加了 上升 上升了 上涨 上涨了 涨了 涨了多少 增多 增多了 增加得 增长得 涨得 提高 提高了 提高多少 提高了多少',
    ),
  ],
  [change('number', 'down'), split('减少 减少了 下降 下降了 降低 降低了 降了 跌了 减少得 下降得 降得')],
  [change('percent', 'up'), split('增幅 增速 增长率 涨幅 增长幅度 升幅 增长速度 同比增长率 增加幅度')],
  [change('percent', 'down'), split('降幅 跌幅 下降率 减幅 下降幅度 减少幅度')],
  [
    operation({ kind: 'sum' }),
    split(
      '加起来 加 加上 加一起 加在一起 加一块 加一块儿 加在一块 总共有多少 总和 之和 合起来 累计 加总 求和 相加 一共加起来 累加 汇总',
    ),
  ],
  [operation({ kind: 'average' }), split('平均 均值 平均值 平均数 平均水平 平均每家 平均每个')],
  [operation({ kind: 'median' }), split('中位数 中值')],
  [
    operation({ kind: 'share', of: null, joint: false, across: false }),
    split(
      '占比 占多少 占了多少 比例 比重 百分之几 百分之多少 百分比 几成 占总数 占全部 占比例 占多少比例 占总量 占百分之几 份额 占到 占 占比呢 占比是 比率',
    ),
  ],
  [
    { kind: 'scope', scope: 'below', among: null },
    split(
      '全市 全省 全县 全区 全镇 全乡 下辖 下属 所辖 辖区 辖区内 辖内 下面 下面的 底下 底下的 下级 全市范围 市域内 区域内',
    ),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'counties' },
    split(
      '各区县 各县区 各县市 各县市区 各市县 各旗县 各旗县区 区县 县区 下辖区县 下辖县区 所辖区县 下属区县 所有区县 每个区县 各个区县',
    ),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'districts' },
    split('各区 下辖区 下辖各区 每个区 各个区 所有区 几个区 这几个区 各城区 所辖区 区里面'),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'properCounties' },
    split('各县 下辖县 下辖各县 每个县 各个县 所有县 几个县 各旗'),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'cities' },
    split('各市 各地市 各地级市 各设区市 每个市 各个市 各市州 各州市 所有市'),
  ],
  [{ kind: 'scope', scope: 'below', among: 'townships' }, split('各镇街 各街镇 各乡镇街道 各乡镇和街道 各镇街道')],
  [
    { kind: 'scope', scope: 'below', among: 'towns' },
    split('各乡镇 各镇 各乡 各镇乡 下辖乡镇 下辖镇 下属乡镇 所辖乡镇 每个乡镇 每个镇 各个乡镇 各个镇 所有乡镇 所有镇'),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'subdistricts' },
    split('各街道 各街道办 各街道办事处 下辖街道 下属街道 所辖街道 每个街道 各个街道 所有街道'),
  ],
  [
    { kind: 'scope', scope: 'below', among: 'departments' },
    split('各部门 下属部门 下属单位 各委办局 各局 各个部门 每个部门 所有部门 各职能部门 各局委 各局委办 各个局'),
  ],
  [{ kind: 'scope', scope: 'below', among: 'districts' }, others('区')],
  [{ kind: 'scope', scope: 'below', among: 'properCounties' }, others('县')],
  [{ kind: 'scope', scope: 'below', among: 'counties' }, others('区县')],
  [{ kind: 'scope', scope: 'below', among: 'departments' }, others('部门')],
  [
    { kind: 'scope', scope: 'all', among: null },
    ['单位', '地方', '几家', '几个', '机关'].flatMap(kind => [...others(kind), `剩下${kind}`, `剩下的${kind}`]),
  ],
  [{ kind: 'scope', scope: 'below', among: 'districts' }, counted('区')],
  [{ kind: 'scope', scope: 'below', among: 'properCounties' }, counted('县')],
  [{ kind: 'scope', scope: 'below', among: 'counties' }, counted('区县')],
  [{ kind: 'scope', scope: 'below', among: 'departments' }, counted('部门')],
  [{ kind: 'scope', scope: 'all', among: 'provinces' }, split('各省 各省市 各省份 每个省')],
  [
    { kind: 'scope', scope: 'all', among: null },
    split(
      '几家 两家 三家 四家 五家 六家 七家 八家 几家单位 各家 所有单位 各单位 全部单位 所有地方 各地 全国 所有机关 大家 每家 每个单位 全部机关 所有 几个单位 几个地方 这几家 这些单位 各机关 各个单位 各个地方 每个地方 所有的单位 所有的地方 收录的单位 全部报告 所有报告 这些报告 全部的报告 所有的报告 各份报告 两个单位 三个单位 四个单位 五个单位 六个单位',
    ),
  ],
  [
    { kind: 'who', among: null },
    split(
      '哪个单位 哪家单位 哪个地方 哪些地方 哪些单位 哪家 哪个 哪些 谁 谁家 哪里 哪个机关 哪些机关 哪儿 哪几个 哪几家 哪一家 哪一个 哪个政府 哪些政府 哪边 哪一边 哪几个单位 多少个单位 多少家单位 多少单位 多少家 多少个地方 有几家 有几家单位 有几个单位 有几个地方 哪几个地方 什么单位 什么地方 啥单位 啥地方 哪个机构 哪些机构 的单位 的地方 的机关 的单位名单',
    ),
  ],
  [
    { kind: 'who', among: 'counties' },
    split('哪个区县 哪些区县 哪个县区 哪个县市 哪些县市 哪个县市区 哪些县市区 哪几个区县'),
  ],
  [{ kind: 'who', among: 'districts' }, split('哪个区 哪些区 哪几个区 哪一个区 几个区有')],
  [{ kind: 'who', among: 'properCounties' }, split('哪个县 哪些县 哪几个县 哪一个县 哪个旗')],
  [{ kind: 'who', among: 'cities' }, split('哪个市 哪些市 哪座城市 哪个城市 哪些城市 哪几个市 哪几个城市')],
  [{ kind: 'who', among: 'provinces' }, split('哪个省 哪些省 哪几个省')],
  [{ kind: 'who', among: 'townships' }, split('哪个镇街 哪些镇街 哪个街镇 哪些街镇')],
  [{ kind: 'who', among: 'towns' }, split('哪个镇 哪些镇 哪个乡镇 哪些乡镇 哪个乡 哪几个镇 哪几个乡镇')],
  [{ kind: 'who', among: 'subdistricts' }, split('哪个街道 哪些街道 哪几个街道 哪个街道办')],
  [{ kind: 'who', among: 'departments' }, split('哪个部门 哪些部门 哪个局 哪些局 哪几个部门 哪个委办局')],
  [{ kind: 'who', among: 'cities' }, split('的城市 的地级市 的设区市')],
  [{ kind: 'who', among: 'districts' }, split('的区 的城区')],
  [{ kind: 'who', among: 'properCounties' }, split('的县')],
  [{ kind: 'who', among: 'counties' }, split('的区县 的县区')],
  [{ kind: 'who', among: 'towns' }, split('的镇 的乡镇')],
  [{ kind: 'who', among: 'subdistricts' }, split('的街道')],
  [{ kind: 'who', among: 'departments' }, split('的部门')],
  [{ kind: 'bodies', among: 'provinces' }, split('省政府 省级政府 最高的省 最多的省 最少的省')],
  [{ kind: 'bodies', among: 'cities' }, split('市政府 市级政府 地级市 设区市')],
  [{ kind: 'bodies', among: 'districts' }, split('区 区政府 区级政府 区里 区中')],
  [{ kind: 'bodies', among: 'properCounties' }, split('县政府 县级政府 县里 县中')],
  [{ kind: 'bodies', among: 'counties' }, split('区县政府 县区政府')],
  [{ kind: 'bodies', among: 'townships' }, split('乡镇街道 乡镇和街道 乡镇（街道） 镇街 街镇')],
  [{ kind: 'bodies', among: 'towns' }, split('镇政府 乡政府 乡镇政府 乡镇 镇里')],
  [{ kind: 'bodies', among: 'subdistricts' }, split('街道办 街道办事处 街道 街道里')],
  [
    { kind: 'bodies', among: 'departments' },
    split('部门 部门里 部门中 部门之中 部门当中 里的部门 政府部门 职能部门 委办局'),
  ],
  [{ kind: 'more', order: 'most' }, split('多 更多 多些 多一些 多一点 高 更高 大 更大 高于 超过 多于 大于 高出')],
  [{ kind: 'more', order: 'least' }, split('少 更少 少些 少一些 少一点 低 更低 小 更小 低于 少于 小于 不如 不及')],
  [{ kind: 'except' }, split('除 除了 除去 除开 除外 以外 之外 外 不算 不含 不包括 不包含 排除 剔除 去掉')],
  [{ kind: 'none' }, split('没有 没 未 无 零 从没 从未 没有过')],
  [
    { kind: 'section', section: 'problems' },
    split(
      '问题 存在的问题 主要问题 问题是什么 问题是啥 问题是哪些 问题有哪些 问题在哪 问题出在哪 不足 短板 缺点 薄弱环节 困难 不到位 差距和不足 哪些差距 存在差距 有什么差距 差距在哪 毛病 弱项',
    ),
  ],
  [
    { kind: 'section', section: 'improvements' },
    split(
      '改进 改进措施 改进情况 措施 整改 怎么改 准备怎么改 打算怎么改 下一步 打算 今后 改善 怎么改进 如何改进 计划怎么改进 打算怎么改进 准备怎么改进 计划如何改进 打算如何改进 计划改进 打算改进 准备改进 下步 下一步工作 下一步打算 工作计划 明年计划 改进方向 改进办法',
    ),
  ],
  [
    { kind: 'section', section: 'overview' },
    split('总体情况 工作概况 概况 概述 工作总结 总体工作情况 总体工作 基本情况'),
  ],
  [
    { kind: 'section', section: 'other' },
    split('其他需要报告的事项 其他事项 需要报告的事项 其他需要报告事项 其他需报告的事项 其他需报告事项 其他报告事项'),
  ],
  [
    { kind: 'section', section: 'contact' },
    split(
      '联系电话 电话 网址 地址 邮编 邮箱 联系方式 网站地址 官网 传真 怎么联系 联系地址 邮政编码 电子邮箱 联系人 咨询电话 办公地址 联系 政府在哪里 政府在哪 政府在哪儿 打什么电话 打哪个电话 什么电话 哪个电话 网站是什么 官网是什么 网站是多少 网站叫什么',
    ),
  ],
  [
    { kind: 'reports' },
    split(
      '哪些年报 哪些报告 有哪些年报 有哪些报告 能查哪些 可以查哪些 收录了哪些 收录哪些 收录 哪几年 哪些年 哪一年的年报 哪年的年报 哪一年的报告 哪年的报告 哪些年份 哪几年的 什么年份 能查什么 能查到哪些 查哪些 有哪几年 有几份报告 有没有年报 有没有报告 有年报吗 有报告吗 年报有吗 的年报吗 的报告吗 的年度报告吗 的年报没 的报告没 的年报没有 的报告没有 哪些年度报告 多少份年报 多少份报告 几份年报 报告列表 年报列表 报告目录 都有谁的 有谁的 有几份',
    ),
  ],
  [
    { kind: 'reports' },
    split(
      '最新的报告是哪年的 最新的报告是哪一年的 最新的年报是哪年的 最新的年报是哪一年的 最新报告是哪年的 最新年报是哪年的 更新到哪一年 更新到哪年 更新到哪年了 更新到什么时候 更新到几几年 更新到多少年 最新到哪一年 最新到哪年 最新是哪一年 最新是哪年 最新的是哪一年 最新的是哪年 最新数据是哪一年 最新数据是哪年的 最新的数据是哪一年 最新的数据是哪年的 数据到哪一年 数据到哪年 数据到哪一年了 数据截止到哪一年 数据截止到哪年 数据截至哪一年 数据截至哪年 最早是哪一年 最早是哪年 最早到哪一年 有哪些数据 有什么数据 有哪些年份的 覆盖哪些年 覆盖哪些地方 包含哪些年 包含哪些单位',
    ),
  ],
  [
    { kind: 'report' },
    split(
      '年报 报告 年度报告 工作年度报告 政府信息公开年报 政府信息公开工作年度报告 政府信息公开年度报告 信息公开年报 公开年报 信息公开报告 政务公开年报 信息公开工作年度报告 信息公开年度报告',
    ),
  ],
  [
    { kind: 'publication' },
    split(
      '什么时候发布 什么时候发布的 什么时候发的 何时发的 哪天发的 几号发的 什么时候发出来的 什么时候写的 何时写的 落款日期 落款时间 落款是什么时候 什么时候公布 什么时候公布的 何时发布 何时公布 发布时间 公布时间 发布日期 公布日期 哪天发布 哪天发布的 哪一天发布的 哪天公布的 几号发布的 几月发布的 什么时候出的 发布于什么时候',
    ),
  ],
  [
    { kind: 'applications' },
    split(
      '申请 政府信息公开申请 信息公开申请 依申请公开 依申请公开申请 公开申请 依申请 政府信息申请 信息申请 政务公开申请 申请公开 申请书 申请公开的 依申请公开件 依申请件 提申请 提过申请 提了申请 提的申请 提出申请 提出的申请 提出过申请 提交申请 提交的申请 新收申请量 新收申请数 收件量 申请件 信息公开的申请 申请数量 申请总数 总申请 总申请量 总申请数 申请件数 申请总量 申请量 申请数 申请总计 申请的数量 申请的件数 申请的总数',
    ),
  ],
  [
    { kind: 'receive' },
    split(
      '收到 收到了 接到 接到了 接收 受理 受理了 收了 新收到 收 接收到 收到的 提交 提了 提出 提出了 递交 递交了 递了 递来 递上来 提交了 提的 来申请 提过 收过 收到过 接过',
    ),
  ],
  [{ kind: 'disclose' }, split('公开了 公开 公布了 公布 公开的')],
  [
    { kind: 'results' },
    split(
      '办理情况 处理情况 处理结果 结果里 结果中 答复情况 办结情况 处理的情况 办理的情况 办理得怎么样 办得怎么样 办的怎么样 处理得怎么样 处理的怎么样 处理结果怎么样 办理结果怎么样 怎么处理的 怎么处理 如何处理 怎样处理 怎么办理的 怎么办理 如何办理 怎么答复的 都怎么处理的 处理类型 答复类型 办理结果情况 各类结果 各种结果 每种结果 不同结果 各项结果 各结果 结果分布 结果构成 结果怎样 结果怎么样 结果如何 结果是什么 什么结果 啥结果 最后咋样 最后怎么样 最后都咋样 最后都咋样了 最后咋样了 最后怎么样了 最后都怎么样了 后来怎么样了 后来咋样了',
    ),
  ],
  [
    { kind: 'results' },
    split(
      '哪种结果 哪类结果 哪个结果 哪一种结果 什么结果 哪种处理结果 哪种办理结果 哪种处理方式 哪种答复 哪种办理方式',
    ),
  ],
  [
    { kind: 'applicants' },
    split(
      '哪类申请人 哪些类型申请人 什么类型申请人 哪类型申请人 哪种申请人 哪一类申请人 哪些类型的申请人 哪个申请人 哪类主体 哪种主体 哪种人 哪类申请者 哪类人申请 什么人申请',
    ),
  ],
  [
    { kind: 'state' },
    split('情况 情况如何 输赢 输赢情况 胜负 胜负情况 怎么分 怎么分的 怎么分布 怎么划分 情况怎么样 具体情况'),
  ],
  [
    { kind: 'applicants' },
    split(
      '申请人 申请人情况 申请人类型 申请人类别 申请主体 哪些人 什么人 哪类人 什么样的人 哪些人提的 谁提的 谁申请的 哪些申请人 什么身份 申请者 各类申请人 各申请人类型 各类型申请人 各种申请人 各个申请人 各申请人 各类主体 各主体 按申请人',
    ),
  ],
  [{ kind: 'total' }, split('总计 合计 总数 总量 共计 总共 一共 总的 共有 共 总体 全部')],
  [{ kind: 'otherRow' }, split('其他 其它 其他的 其他项 其他那项 其他类')],
  [{ kind: 'carried' }, split('结转 结转的 结转件 结转数 结转情况')],
  [
    { kind: 'topic' },
    split(
      '从事 点赞数 点赞量 信息处理费 专线 处理费 主动公开 主动公开的 政策解读 解读 微信公众号 公众号 微信 微博 政务新媒体 新媒体 抖音 网站 门户网站 政府网站 平台建设 平台 监督保障 监督 考核 培训 业务培训 新闻发布会 发布会 领导小组 政务公开标准目录 标准目录 重点领域 政府信息管理 信息管理 社会关切 回应关切 回应 信息发布 发布信息 栏目 专栏 市长专线 区长专线 县长专线 热线 12345 上报 报送 采用 录用 信息采用 政务信息公开专区 专区 公开栏 宣传 队伍建设 机制建设 保密审查 审查 公开指南 公开目录 目录 建议提案 提案 建议 政务服务 营商环境 疫情防控 疫情 预算 决算 财政预算 民生 扶贫 就业 环境保护 教育 医疗 机构职能 人员 经费 工作人员 专职人员 兼职人员 访问量 点击量 浏览量 粉丝 视频 短视频 图解 开放日 政府开放日 听证会 征求意见 意见征集 调查 网上调查 在线访谈 访谈 留言 信箱 县长信箱 市长信箱 区长信箱 咨询 责任追究 追责 社会评议 评议 第三方评估 评估 公报 政府公报 档案馆 图书馆 查阅点 查阅场所 标准化 规范化 检查 监督检查 督查 抽查 监测 集约化 联络员 三审三校 权责清单 直播 一网通办 人大代表建议 政协提案 民意征集 常务会议 政府常务会议 公开属性 泄密 决策公开 留言办理 智能问答 好差评 咨询量 电话咨询量 电话咨询 接听量 答复期限 答复时限 办理期限 办理时限 办理流程 答复流程 受理流程 申请流程 办理程序 受理渠道',
    ),
  ],
  [
    { kind: 'topic' },
    split(
      '收取费用 要交钱 交钱 要收钱 收不收钱 收钱 要不要钱 要钱 收取信息公开费 收取信息公开费用 信息公开费用 公开费用 信息公开费 申请费用 申请公开的费用 申请公开费用 公开申请费用 依申请公开费用',
    ),
  ],
  [
    { kind: 'money' },
    split(
      '多少钱 多少万块钱 多少块钱 好多钱 多少万 多少万元 花了 花 金额 多少元 支出 花费 花掉 几万 万元 钱 总金额 总额 额度 多少亿 多少亿元 几亿 合多少亿 合多少亿元 合多少万 合多少万元 几亿元 多少个亿 几个亿 亿元',
    ),
  ],
  [{ kind: 'documents' }, split('文件 政策文件 各类文件')],
  [{ kind: 'items' }, split('几项 多少项 项 项目数 项目数量 项目总数 项目个数 多少项目 多少个项目 几个项目')],
  [
    { kind: 'everything' },
    split(
      '所有的数 全部的数 的数都 数都给我 数字都 整行 一整行 一行 那行 这行 整个 三个数 每个数 各个数 全部列出 每一格 各列 整表 全部数字',
    ),
  ],
  [
    { kind: 'follow' },
    split('同样的问题 一样的问题 同样问题 同样的 同样 一样的 呢 那么 那 换成 改成 换 再看看 再看 再查 还有 也看看'),
  ],
  [
    { kind: 'pronoun', which: 'it' },
    split(
      '它 它的 他的 该单位 该区 该县 该市 该街道 该镇 该地 该机关 该部门 这个单位 这个区 这个县 这个市 这个镇 这个街道 这个部门 这个地方 这家 这家单位 这个机关 那家 那家单位 那个单位 那个区 那个县 那个市 那个街道 那个部门 那个地方 排第一的 第一名的',
    ),
  ],
  [{ kind: 'pronoun', which: 'it', end: 'most' }, split('最多的那个 最多的那家')],
  [{ kind: 'pronoun', which: 'it', end: 'least' }, split('最少的那个 最少的那家')],
  [
    { kind: 'pronoun', which: 'they' },
    split(
      '它们 他们 它们的 他们的 两个的 两家的 两个都 两家都 三个的 三家的 三个都 三家都 这几个的 这几家的 这些的 上面几个 上述单位 上面这些 前面几个 都是多少 都多少 都有多少 那几个 那几家 那几个区 那几个县 那几个单位 那几个部门 那几年 那些年 那些年份 这些年份 这些区 这些县 这些市 这些街道 这些乡镇 这些部门 这些地方 那些区 那些县 那些单位 那些部门 那些地方',
    ),
  ],
  [
    { kind: 'pronoun', which: 'other' },
    split(
      '另一个 另外一个 另一家 另外一家 另一边 另一方 另外那个 另外那家 另一个区 另一个县 另一个市 另一个单位 另一个街道 剩下那个 剩下那家 另一个呢',
    ),
  ],
  [
    { kind: 'source' },
    split(
      '真的吗 真的假的 你确定吗 确定吗 来源 出处 数据来源 数据的来源 来源是什么 来源是哪里 出处是哪里 出处在哪 哪里来的 从哪里来的 从哪来的 哪来的 从哪儿来的 依据是什么 有什么依据 有依据吗 根据是什么 怎么得来的 怎么来的 从哪里得来的 在报告哪里 在哪一页 原文在哪 原文在哪里 数据从哪来 数据从哪里来 数据哪来的 数据是哪来的 数据是从哪里来的 哪里写的 哪儿写的 在哪里写的 报告哪里写的 报告里哪里写的 报告哪儿写的 在哪里看到的 哪里看到的 在哪儿看到的 哪里能看到 哪儿来的数 哪来的数 哪里来的数 哪儿来的数据 哪个表 哪张表 在哪个表 在哪张表 在哪个表里 在哪张表里 哪个表里的 哪张表里的 哪个表里 谁说的 谁说的呢 出自哪里 出自哪 出自哪儿 哪个报告里的 哪份报告里的 依据哪个报告 依据哪份报告 根据哪份报告 根据哪个报告 这是哪里的 这是哪里来的 哪里的数据 哪里的数 有出处吗 有来源吗',
    ),
  ],
  [{ kind: 'minus' }, split('减 减去 扣除 扣掉')],
  [
    { kind: 'correct' },
    split('不是 不对 错了 我问的是 我是问 我说的是 应该是 搞错了 弄错了 我要的是 我想问的是 我指的是'),
  ],
  [
    { kind: 'declined', reason: 'outOfScope' },
    split(
      '人口 常住人口 下雨 下雪 气温 多少度 多大面积 有多大 在什么位置 区长 县长 镇长 乡长 市长 省长 州长 区委书记 县委书记 市委书记 chatgpt gpt 多少人口 人口数量 面积 占地面积 户籍 gdp是多少 生产总值 平均工资 最低工资 社保 公积金怎么取 星期几 几点了 现在几点 今天几号 今天日期 限号 大学 邮政编码是多少 区长是谁 市长是谁 县长是谁 书记是谁 谁是市长 谁是区长 谁是县长 谁是书记 省长是谁 一把手是谁 领导是谁 特产 方言 好玩吗 好玩的 有什么好吃的 好吃的 旅游景点 招聘 怎么走 怎么去',
    ),
  ],
  [
    { kind: 'declined', reason: 'prediction' },
    split(
      '会收到 将收到 能收到多少 会有多少 会达到 会变成 将达到 会增长到 预测 预计 预估 估计 会是多少 将会 将来 未来 会增加吗 会减少吗 会不会 可能会',
    ),
  ],
  [
    { kind: 'declined', reason: 'opinion' },
    split(
      '正常吗 合理不 算多吗 算少吗 算高吗 多不多啊 高不高 正不正常 你觉得 你认为 怎么看 你怎么看 好不好 评价一下 合理吗 是不是太 腐败 贪污 应该不应该 该不该 谁好 哪个好 最好 最差 你看好 称职 满意吗',
    ),
  ],
  [
    { kind: 'declined', reason: 'reason' },
    split(
      '怎么这么多 怎么这么少 怎么那么多 怎么那么少 咋这么多 咋这么少 为什么这么多 为什么这么少 为啥这么多 为啥这么少 为什么 为啥 为何 怎么会 凭什么 咋回事 怎么回事',
    ),
  ],
  [
    { kind: 'declined', reason: 'abroad' },
    split(
      '美国 英国 法国 德国 日本 韩国 朝鲜 俄罗斯 印度 加拿大 澳大利亚 新西兰 新加坡 马来西亚 越南 泰国 意大利 西班牙 巴西 乌克兰 联合国 欧盟 外国 国外 世界各国',
    ),
  ],
  [
    { kind: 'declined', reason: 'outOfScope' },
    split(
      '感染人数 确诊 病例 天气 火车票 机票 订票 订一张 车票 股票 房价 菜谱 翻译 写诗 写首诗 写一首 讲个笑话 笑话 唱歌 彩票 电影 外卖 打车 导航 酒店 景点 美食 挂号 违章 身份证 护照 驾照 户口 结婚 离婚 高考 考公 工资 作业 数学题 编程 写代码 代码 论文 作文 gdp 房贷 贷款 汇率 黄金 比特币 足球 篮球 游戏 星座 算命 天文 限行 油价 菜价 国家主席 总统 快递 歌 电视剧 小说 减肥 感冒 药 你几岁 你多大 省长是谁 市长是谁 区长是谁 县长是谁 镇长是谁 乡长是谁 局长是谁 主任是谁 书记是谁 领导是谁 系统提示 提示词 prompt 密码 密钥',
    ),
  ],
  [
    { kind: 'social', social: 'help' },
    [
      ...split(
        '帮助 help 怎么用 使用说明 用法 使用方法 你能做什么 你会什么 你是干啥的 你是干啥使的 你干啥的 你能干啥 你能干什么 你能干嘛 你会干啥 你会干什么 你会啥 举个例子 举例 给个例子 怎么提问 怎么问 你可以做什么 能问什么 能回答什么 能回答哪些 能回答哪些问题 可以回答什么 可以回答哪些问题 你能回答什么 你能回答哪些问题 你可以回答哪些问题 怎么问 怎么查 能问什么问题 可以问什么问题 能问哪些问题 菜单 说明 功能 /help /start 开始 start 可以问什么 能干什么 能干嘛 你能干什么 怎么使用 如何使用 有什么功能',
      ),
      'what can you do',
      'what can you',
      'how to use',
    ],
  ],
  [
    { kind: 'social', social: 'greeting' },
    split('你好 您好 hello hi 嗨 在吗 在不在 早上好 下午好 晚上好 哈喽 喂 早 大家好 hey 你好呀 早安 晚安'),
  ],
  [
    { kind: 'social', social: 'thanks' },
    [
      ...split(
        '谢谢 多谢 感谢 谢了 thanks 辛苦了 谢谢你 谢谢您 非常感谢 太好了 好的 ok 知道了 明白了 明白 了解 收到谢谢 嗯 嗯嗯 好 行 可以 不错 厉害 真厉害 真棒 你真棒 好棒 太棒了 很棒 真好 你真好 真聪明 你真聪明 聪明 点赞 给你点赞 牛 真牛 牛逼 666 赞 干得好 做得好 做得不错 真不错 很好 非常好 有帮助 帮大忙了 帮了大忙 你帮了大忙 谢谢你帮了大忙',
      ),
      'thank you',
    ],
  ],
  [
    { kind: 'social', social: 'about' },
    split(
      '你是谁 你叫什么 你叫什么名字 你是什么 你是什么东西 你是机器人吗 你是机器人 你是人吗 你是真人吗 你是ai吗 你是人工智能吗 你是官方的吗 你们是官方的吗 你们是谁 你们是什么单位 你们是哪个单位 谁开发的 谁开发的你 谁做的 自我介绍 介绍一下你自己 介绍下自己 你是干什么的 你是干嘛的 你是做什么的 你们是干什么的 数据可靠吗 数据可信吗 数据权威吗 数据准吗',
    ),
  ],
  [{ kind: 'social', social: 'farewell' }, split('再见 拜拜 bye 回见 下次见')],
  [
    { kind: 'social', social: 'abuse' },
    split(
      '傻逼 傻子 你傻 真笨 你真笨 太笨 笨死 脑残 弱智 垃圾 滚 去死 混蛋 白痴 废物 sb 操你 妈的 蠢 笨蛋 智障 骗子 你妈 王八蛋 没用 糊弄 糊弄人 糊弄老百姓 官老爷 气死我了 气死人',
    ),
  ],
]

/**
 * Words that narrow a figure in a way no cell of the form can: a part of a year, a channel, a person's sex, a fine's amount. A
 * figure question that holds one of them is not answered with the unnarrowed cell.
 */
export const limitingWords = split(
  '要办多少 要办几件 要办的 应办 应办的 在办 在办的 待办 待办的 办理中 办理中的 正在办理 正在办理的 处理中 处理中的 正在处理 正在处理的 加急 特急 紧急 即办 急办 帮办 代办 联办 快办 秒办 网办 自办 一次办 一次性 人大 人大常委会 政协 常委会 党委 区委 市委 县委 年中 一个人 一人 两人 两个人 二人 三人 多人 多个人 同人 每人 每个人 每一个人 联名 对得上 对不上 同一人 同一个人 同一申请人 同一个申请人 被罚 被罚了 挨罚 答复期限 答复时限 答复期 办理期限 办理时限 处理期限 处理时限 法定期限 法定时限 规定期限 规定时限 app qq email 没填 未填 没有填 未填报 空白 留空 没收 没收违法所得 依申请公开收费 申请收费 信息公开收费 政府信息公开收费 处理费 哪个月 几月 几月份 哪月 哪一个月 哪个季度 哪天 人均 上半年 下半年 前三季度 第一季度 第二季度 第三季度 第四季度 一季度 二季度 三季度 四季度 季度 月份 每月 每天 当月 上月 本月 本周 上周 男性 女性 男的 女的 妇女 老人 网上申请 网络申请 线上申请 在线申请 当面申请 现场申请 信函申请 邮寄申请 信函 邮寄 邮件申请 电子邮件 传真申请 当面 现场 窗口 网上 线上 线下 罚款金额 罚款 罚没 罚了多少钱 罚多少钱 罚没款 罚没收入 赔偿 赔了 平均用时 多少天 多长时间 多久 时长 时限 几天 按时 逾期答复 超期 及时率 满意度 满意率 二审 一审 外国人 境外 农民 学生 记者 媒体 拆迁 征地 环保 土地类 工作日',
)

/** Cells without a number: whose they are may be asked (refiner `emptyCells`); of one report they are a condition as well. */
export const emptyWords = split(
  '没填写 未填写 没有填写 空着 没填的 未填的 空白的 斜杠 斜杠的 斜线 填斜杠 填了斜杠 填了斜杠的 打斜杠 填斜杠的 填斜线的 不涉及的 不适用的',
)

/** Words that carry no condition: politeness, question particles, units, and the domain's own name. */
export const fillerWords = split(
  `几个人 有几个人 多少个人 有多少个人 几人 有几人 张 多少张 几张 多少回 几回 多少趟 几趟 几场 多少场
  真的 是真的吗 确定 你确定 能确定吗 准吗 对不 靠谱吗 没错吧 没搞错吧 没弄错吧 搞错没 有没有搞错 不会吧 是这样吗 可信吗 可靠吗 当真 当真吗 确认一下 核实一下 再确认一下 再说一遍 重复一下 再查一遍 没骗我吧 不会错吧 得 用得 提得 收得
  内容 的话 的 了 收没收 收没收过 我在写论文 写论文 写论文用 论文用 写毕业论文 做课题 做研究用 最后都 最终都 最后 最终 全是 全都是 旮沓 那旮沓 旮旯 那旮旯 那旮 那疙瘩 那嘎达 告诉 吗 呢 呀 啊 吧 么 嘛 哦 噢 哈 哎 唉 嗯 喔 哇 啦 是 在 有 和 与 及 跟 以及 或 并 对 把 被 给 从 向 于 为 到 里 中 内 上 下 里面 里头 当中 之中 其中 其 这 那 这个 那个 那项 这项 该 个 项目 件 次 份 条 宗 起 个数 数 数量 件数
  多少篇 几篇 多少篇文章 几篇文章 多少期 几期 多少名 几名 多少幅 几幅 多少部 几部 多少处 几处 多少批 几批 多少批次 几批次 多少 多少件 几件 几个 几份 几次 几宗 几起 几条 多少次 多少份 多少个 多少条 多少宗 多少起 多少项 几封 多少封 几单 多少单 几桩 多少桩 几笔 多少笔 几遍 多少遍 占几件 占了几件 占多少件 占了多少件 几 啥 什么 怎样 如何 怎么样 咋样 多不多 怎么 怎么做 怎么做的 怎么样的 如何做 如何做的 怎么开展 怎么开展的 做得怎么样 是多少 有多少 有几件 有几个 是几 多少呢 咋 各 各有 都 都是 也 还 还有 又 就 才 只 仅 能 可以 能否 可否 想 想要 想知道 想了解 想问 想问问 想查 想查一下 想看 想看看 我 我们 俺 俺们 公元 我想 你 您 你们 咱 咱们 他 她 它 他们 它们 人家 请 请问 请教 麻烦 劳驾 帮 帮我 帮忙 帮我查 帮我查下 帮我查一下 帮查 帮查下 查 查查 查下 查询 查询一下 查一下 查一查 看 看看 看下 看一下 告诉我 说说 说一下 说下 问 问下 问一下 问问 了解 了解一下 知道 给我 给一下 给个 来个 统计 统计一下 显示 列
  们 一下 一下子 到底 究竟 大概 大约 差不多 总体 具体 具体的 具体多少 具体是多少 具体有多少 具体数 具体数字 具体几件 直接 直接告诉我 请直接告诉我 不少 提问 要的 要 问题是 本级 好多 好几多 捏 来着 忘了 一个 一些 目前 现在 当时 那年 那一年 这一年 该年 全年 年度 年 这年 本年 本年度 当年 年内 全年中 当年中 一年中 全年度 截至 截止 底 年底 末 年末 以来
  政府信息公开 信息公开 政务公开 政府信息 政务信息 信息 政府信息公开工作 信息公开工作 公开工作 工作 政府 人民政府 机关 行政机关 单位 地方 地区 本机关 当地 方面 关于 有关 相关 因 由于 因为 属于 类 类的 类型 种类 一类 这类 那类 方式 形式 结果 办 案件 案子 案 决定 作出 做出 开出 开 开了 出 下达 发出 实施 受到 进行 产生 发生 涉及 引起 引发 导致 提起 被提起 被申请 事项 的事 事 事情 数字 数据 数值 指标 值 格 栏 表 表格 表里 里的 处 那边 这边 情形 人 人们 来 去 过 做 搞 填 填了 填的 写 写了 写的 写着 说 说的 登记 记录 报 报了 公示 一点 一点儿 一下吧 件事 呐 哟 嘞 咧 滴 滴滴 滴数 吗呢 嘿 对了 另外 还想 顺便 然后 接着 所以 但是 不过 如果 假如 要是 就是 即 也就是 批 批了 批准 批准了 作了 做了 收取 颁发 发放 核发 办了 办过 出了 发了 发过 做过 批过 准予 准予了 采取 采取了 采取过 实施了
  同志 朋友 老师 客服 机器人 小助手 助手 亲 家 家里 老家 咱这 我们这 我们那 我们区 我们县 我们市 我区 我县 我市 我街 我镇 一 条数 占总 之 等 等等 用 以 而 相当于 等于 拿 凡 每 同 较 时候 的时候 时 期间 tell me the please 也就是说 具体来说 这里 那里 我国 请帮我 帮忙查 帮我看看 帮我看下 帮我看一下 听说 据说 想请问 请问一下 弱弱问 想请教 请教一下 我想知道 我想了解 我想问一下 我想查一下 我要查 我要看 要查 要看 需要 需要知道 能不能 能不能告诉我 可不可以 能告诉我 可以告诉我 给我查 给我看看 给我说说 跟我说 麻烦您 麻烦你 麻烦问下 麻烦查一下 劳烦 打扰 打扰一下 不好意思 哥们 大哥 大姐 打 打了 存在 存在的 存在着 两个 两 两项 三项 四项 五项 三种 四种 五种 六种 八种 些 四个 五个 六个 七个 八个 九个 十个 两个区 三个区 四个区 五个区 三年 两年 四年 五年 三年里 这三年 由 不再处理 呃 额 真 哎呀 唔 哟呵 拜托 就是说 这么 那么多 那么 这么多 到了 呗 噻 撒 哩 仔细 准确 确切 准确的 吧啦 帮着 求 求助 求问 跪求 想弄清楚 弄清楚 弄明白 搞清楚 大家好 亲们 查查看 咯 闹 闹了 自己 剩 剩下 剩了 还剩 晓得 想晓得 那些 这些 有些 啥子 几多 有几多 万块钱 块钱 没啥 来自 来自于 包括 含 得到 获得 如果有 有的话 是否 是不是 对吧 对吗 对不对 是吗 根据 按照 依据 依照 据 已 已经 实际 实际上 看来 一看 处理 处理的 按 话说 数目 一整年 整年 年间 期间内 几何 告知 请告知 烦请 烦 提供 提供一下 快 快点 赶紧 认定 认定为 被认定为 判定 判定为 被判定为 定性 定性为 被定性为 审批了 审批 主要 为由 一共有 但 也就 就行 就好 即可 接手了 当理由 作理由 为理由 当作理由 作为理由 算作 算成 干了 这儿 你这儿 你这里 你们这儿 侬晓得伐 侬晓得 晓得伐 侬 伐 真假 真的假的啊 我看到是 我记得是 应该是 小姐姐 师傅 急 在线等 急急急 更`,
)
