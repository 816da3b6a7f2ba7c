/** How the names of units are built, and how people shorten them. Pure; knows nothing of particular places. */

const peoples =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各'
/** Peoples that names mention without 族. */
const bare = '蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|鄂温克|达斡尔'
const infix = new RegExp(`^(.{2,}?)(?:(?:${peoples})族|${bare})+(?=(?:自治[区州县旗]|区|民族乡|少数民族乡|乡|镇)$)`)
const people = new RegExp(`^(${peoples})族?(?=自治[州县旗]$)`)

/** 顺河回族区 → 顺河区, 东乡族自治县 → 东乡自治县; a name without a people stays as it is. */
export const withoutPeople = (name: string): string =>
  /[族治]/.test(name) ? name.replace(infix, '$1').replace(people, '$1') : name

const upperSuffix =
  /(?:特别行政区|(?<=浦东|滨海)新区|壮族自治区|自治[区州县旗]|行政委员会|地区|(?<=神农架)林区|(?<=六枝)特区|[省市盟州县区旗])$/

/** The name without the word for its level: 阿城区 → 阿城; null where fewer than two characters would remain. */
export const stemOf = (name: string): string | null => {
  const stem = withoutPeople(name).replace(upperSuffix, '')
  return stem.length >= 2 ? stem : null
}

const prefecture = /自治州$/

/** Other ways to write a province, city or county in full: 积石山县, 恩施州, 鄂温克旗. */
export const fullForms = (name: string): string[] => {
  const plain = withoutPeople(name)
  const short = plain.replace(/自治(?=[州县旗]$)/, '')
  return [...new Set([plain, short])].filter(form => form !== name && form.length > 2)
}

/** What people say of a province, city or county for short; null for 阿拉善右旗, whose stem is no name. */
export const shortForm = (name: string): string | null => {
  const stem = stemOf(name)
  if (stem === null || /[左右前后中]旗$/.test(name) || (prefecture.test(name) && stem === '海南')) return null
  return stem
}

const streets = ['街道', '街道办事处', '街道办', '街办', '街', '办事处']
const beijingAreas = ['地区', '地区办事处', '镇', '乡']
const offices = ['办事处', '街道', '街道办事处', '街道办']

/**
 * How many characters of a township's name bear it: 军粮城 of 军粮城街道, 三宝 of 三宝彝族乡; 0 for bodies that are known
 * by their whole name only (farms, forest farms, zones) and for names like 口镇.
 */
export const townshipStem = (name: string): number => {
  const last = name.at(-1)
  const suffix =
    last === '镇' || last === '乡'
      ? 1
      : name.endsWith('街道') || name.endsWith('苏木') || name.endsWith('地区')
        ? 2
        : name.endsWith('办事处')
          ? 3
          : 0
  if (suffix === 0) return 0
  const length =
    name.includes('族') && suffix === 1
      ? withoutPeople(name).replace(/(?:少数)?民族乡$|.$/, '').length
      : name.length - suffix
  return length >= 2 ? length : 0
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
