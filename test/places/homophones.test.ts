import { expect, test } from 'vitest'
import { homophones } from '../../src/places/places.ts'

const heard = (text: string) =>
  homophones(text).map(mention => {
    expect(text.slice(mention.start, mention.end)).toBe(mention.text)
    expect(mention.via).toBe('pinyin')
    return `${mention.text}=${mention.places.map(place => place.code).join(',')}`
  })

test.each([
  ['顺和区2020年收到多少申请', ['顺和区=410203']],
  ['顺和回族区', ['顺和回族区=410203']],
  ['阿成区', ['阿成区=230112']],
  ['湘山区发改委', ['湘山区=340603,450304']],
  ['军良城街道2020年', ['军良城街道=120110008']],
  ['军良城2020年予以公开', ['军良城=120110008']],
  ['阿成2021年申请', ['阿成=230112']],
  ['合岗市', ['合岗市=2304']],
  ['杭洲市', ['杭洲市=3301']],
  ['朋水县', ['朋水县=500243']],
  ['陆安市', ['陆安市=3415']],
  ['月清市', ['月清市=330382']],
  ['达冒旗', ['达冒旗=150223']],
])('%s', (text, expected) => expect(heard(text)).toEqual(expected))

test.each([
  ['开封顺和区', ['开封顺和区=410203']],
  ['鹤岗南珊区', ['鹤岗南珊区=230404']],
  ['深圳顺和区', []],
])('a parent named rightly narrows: %s', (text, expected) => expect(heard(text)).toEqual(expected))

test.each([
  '顺河区',
  '阿城区2021年',
  '六安市',
  '蔚县',
  '彭水县',
  '公开2020年',
  '申请2020年',
  '管理区',
  '示范区',
  '各乡镇',
  '住房和城乡建设局',
])('nothing for %s', text => expect(heard(text)).toEqual([]))
