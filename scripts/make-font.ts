import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fields } from '../src/report/fields.ts'

/** Makes the font of the charts: Noto Sans SC with the characters of GB 2312, of all names of places and of the form. `npm run font`. */

const subsetFont = createRequire(import.meta.url)('subset-font') as (
  font: Buffer,
  text: string,
  options: { targetFormat: 'truetype' },
) => Promise<Buffer>

const target = 'src/channels/chart/font'
const source = 'node_modules/@expo-google-fonts/noto-sans-sc'

/** All characters of GB 2312: rows 1 to 9 are signs, 16 to 87 are Chinese characters. */
function gb2312(): string {
  const rows = Array.from({ length: 87 }, (_, i) => i + 1).filter(row => row <= 3 || row >= 16)
  const bytes = rows.flatMap(row => Array.from({ length: 94 }, (_, i) => [row + 0xa0, i + 1 + 0xa0]).flat())
  return new TextDecoder('gb18030').decode(new Uint8Array(bytes))
}

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
const places = readdirSync('src/places/data').map(name => readFileSync(`src/places/data/${name}`, 'utf8'))
const labels = [...fields.values()].map(({ label }) => label)
const text = [...new Set([ascii, gb2312(), ...places, ...labels, '—…·％《》（）'].join(''))].join('')

const whole = readFileSync(`${source}/400Regular/NotoSansSC_400Regular.ttf`)
const subset = await subsetFont(whole, text, { targetFormat: 'truetype' })
writeFileSync(`${target}/NotoSansSC.ttf`, subset)
writeFileSync(`${target}/OFL.txt`, readFileSync(`${source}/LICENSE_FONT`))
console.error(`${text.length} characters, ${Math.round(subset.length / 1024)} KB`)
