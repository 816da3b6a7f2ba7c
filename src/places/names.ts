/** How the names of units are built, and how people shorten them. Pure; knows nothing of particular places. */

const peoples = new Set(
  '蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各'.split(
    ' ',
  ),
)
/** Peoples that names mention without 族 too. */
const unmarked = ['蒙古', '维吾尔', '哈萨克', '柯尔克孜', '塔吉克', '锡伯', '鄂温克', '达斡尔']
const levels = ['少数民族乡', '民族乡', '自治区', '自治州', '自治县', '自治旗']

/** Where the people's name begins that ends at `end`, or -1. */
const peopleBefore = (text: string, end: number): number => {
  if (text[end - 1] === '族')
    for (let start = end - 2; start >= 0 && start > end - 6; start--)
      if (peoples.has(text.slice(start, end - 1))) return start
  const people = unmarked.find(name => text.endsWith(name, end))
  return people === undefined ? -1 : end - people.length
}

/** 顺河回族区 → 顺河区, 东乡族自治县 → 东乡自治县; a name without a people stays as it is. */
export const withoutPeople = (name: string): string => {
  if (!name.includes('族') && !name.includes('自治')) return name
  const level = levels.find(word => name.endsWith(word)) ?? name.slice(-1)
  const whole = name.length - level.length
  let end = whole
  for (let start = peopleBefore(name, end); start >= 2; start = peopleBefore(name, end)) end = start
  if (end === whole && name[end - 1] === '族') end--
  return name.slice(0, end) + level
}

const longLevels = ['特别行政区', '行政委员会', '自治区', '自治州', '自治县', '自治旗', '地区']
const shortLevels = '省市盟州县区旗'
/** Counties whose level takes two characters. */
const rare = ['浦东新区', '滨海新区', '神农架林区', '六枝特区']

/** The name without the word for its level: 阿城区 → 阿城; null where fewer than two characters would remain. */
export const stemOf = (name: string): string | null => {
  const plain = withoutPeople(name)
  const level =
    longLevels.find(word => plain.endsWith(word))?.length ??
    (rare.includes(name) ? 2 : shortLevels.includes(plain.at(-1)!) ? 1 : 0)
  return plain.length - level >= 2 ? plain.slice(0, plain.length - level) : null
}

/** Other ways to write a province, city or county in full: 积石山县, 恩施州, 鄂温克旗. */
export const fullForms = (name: string): string[] => {
  const plain = withoutPeople(name)
  const at = plain.indexOf('自治')
  const short = at < 0 || plain.endsWith('区') ? plain : plain.slice(0, at) + plain.slice(at + 2)
  return [...new Set([plain, short])].filter(form => form !== name)
}

/** What people say of a province, city or county for short; null for 阿拉善右旗, whose stem is no name. */
export const shortForm = (name: string): string | null => {
  if (name.endsWith('旗') && '左右前后中'.includes(name.at(-2)!)) return null
  const stem = stemOf(name)
  // 海南 is the province.
  return stem === '海南' && name.endsWith('州') ? null : stem
}

const streets = ['街道', '街道办事处', '街道办', '街办', '街', '办事处']
const beijingAreas = ['地区', '地区办事处', '镇', '乡']
const offices = ['办事处', '街道', '街道办事处', '街道办']

/** How many characters of a name say that it is a township's, judged by its last ones; 0 for a body of another kind. */
const suffixLength = (text: string, end: number): number => {
  switch (text[end - 1]) {
    case '镇':
    case '乡':
      return 1
    case '道':
      return text[end - 2] === '街' ? 2 : 0
    case '木':
      return text[end - 2] === '苏' ? 2 : 0
    case '区':
      return text[end - 2] === '地' ? 2 : 0
    case '处':
      return text[end - 2] === '事' && text[end - 3] === '办' ? 3 : 0
    default:
      return 0
  }
}

/**
 * Where what bears a township's name ends, given where the name stands in a text: after 军粮城 in 军粮城街道, after 三宝 in
 * 三宝彝族乡. Where it starts, for bodies that are known by their whole name only (farms, zones) and for names like 口镇.
 */
export const stemEnd = (text: string, start: number, end: number): number => {
  const suffix = suffixLength(text, end)
  if (suffix === 0) return start
  const people = suffix === 1 && text[end - 2] === '族'
  const stem = people
    ? start + withoutPeople(text.slice(start, end)).replace(/(?:少数)?民族乡$|.$/, '').length
    : end - suffix
  return stem - start >= 2 ? stem : start
}

/** What may follow a township's stem, the unit's own way first. */
export const townshipSuffixes = (own: string): readonly string[] => {
  if (own === '街道') return streets
  if (own === '地区') return beijingAreas
  if (own === '办事处') return offices
  if (own.length === 1 || own === '苏木') return [own]
  return [own, own.at(-1)!, `民族${own.at(-1)!}`]
}

const zoneKinds: [RegExp, string][] = [
  [/高新技术(产业)?(开发区|园区)$/, '高新区'],
  [/经济技术开发区$/, '经开区'],
  [/经济开发区$/, '经开区'],
  [/城乡一体化示范区$/, '示范区'],
]

/** What says only what kind of zone it is, not where. */
const anyZone =
  /^(?:高新|经济|经开|城乡|示范|工业|产业|开发|综合|保税|港|临港|滨[湖海]|海港|火炬|循环|转型|稀土|汽车|文化|风景|现代|平原|新站|中国|合肥|马鞍山)/

/** 益阳市大通湖管理区 → 大通湖管理区; 石家庄高新技术产业开发区 keeps the city that its name needs. */
export const zoneName = (name: string, above: string[]): string => {
  const own = withoutAbove(name, above)
  return anyZone.test(own) || own.length < 3 ? name : own
}

const withoutAbove = (name: string, above: string[]): string => {
  let own = name
  for (const prefix of above.flatMap(parent => [parent, stemOf(parent) ?? parent]))
    if (own.startsWith(prefix)) own = own.slice(prefix.length)
  return own.replace(/^[市省]/, '')
}

/** Other ways to write a zone that lies in the given units: 石家庄高新区, 净月高新区. */
export const zoneForms = (name: string, above: string[]): string[] => {
  const own = withoutAbove(name, above)
  const kinds = [own, ...zoneKinds.flatMap(([kind, short]) => (kind.test(own) ? [own.replace(kind, short)] : []))]
  const city = above.length > 1 ? (stemOf(above.at(-1)!) ?? '') : ''
  return kinds
    .flatMap(kind => (!anyZone.test(kind) ? [kind] : city ? [city + kind, `${city}市${kind}`] : []))
    .filter(form => form !== name && form.length > 2)
}
