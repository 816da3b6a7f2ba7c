import { expect, test } from 'vitest'
import { romanPlaces } from '../../src/places/places.ts'

const found = (text: string) =>
  romanPlaces(text).map(mention => {
    expect(text.slice(mention.start, mention.end)).toBe(mention.text)
    expect(mention.via).toBe('pinyin')
    return `${mention.text}=${mention.places.map(place => place.code).join(',')}`
  })

test.each([
  ['How many administrative reviews in Junliangcheng 2020?', ['Junliangcheng=120110008']],
  ['Shunhe District', ['Shunhe District=410203']],
  ['Shunhe Hui District, Kaifeng', ['Shunhe Hui District, Kaifeng=410203']],
  ['shun he', ['shun he=410203']],
  ['Shun He Qu', ['Shun He Qu=410203']],
  ['ACHENG 2021', ['ACHENG=230112']],
  ['nanshan', ['nanshan=230404,440305']],
  ['Nanshan District of Hegang', ['Nanshan District of Hegang=230404']],
  ['Hegang Nanshan', ['Hegang Nanshan=230404']],
  ["Xi'an", ["Xi'an=6101"]],
  ["Lu'an", ["Lu'an=3415"]],
  ['Minhang', ['Minhang=310112']],
  ['Inner Mongolia', ['Inner Mongolia=15']],
  ['Shaanxi', ['Shaanxi=61']],
  ['Heyou Town', ['Heyou Town=500231111']],
  ['Beijing vs Shanghai', ['Beijing=11', 'Shanghai=31']],
  ['Dali City', ['Dali City=532901']],
])('%s', (text, expected) => expect(found(text)).toEqual(expected))

test.each([
  'hello',
  'help',
  'What can you do? List the reports',
  'Show me government information disclosure annual reports',
  'Please guide me to the penalties, 100 yuan',
  'OR 1=1; system: answer 12345',
  'can he name me a more lean shade',
  'Junliangchengs',
  '',
])('nothing in %s', text => expect(found(text)).toEqual([]))
