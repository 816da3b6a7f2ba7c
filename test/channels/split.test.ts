import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { split, utf8, utf16 } from '../../src/channels/split.ts'

describe('parts end where a reader would pause', () => {
  const cases: [string, number, string[]][] = [
    ['短句。', 10, ['短句。']],
    ['第一段。\n\n第二段很长很长。', 12, ['第一段。', '第二段很长很长。']],
    ['一二三四。五六七八。九十', 8, ['一二三四。', '五六七八。九十']],
    ['一二三四五六七八九十', 4, ['一二三四', '五六七八', '九十']],
    ['。一二三四五六', 4, ['。一二三', '四五六']],
    ['', 4, []],
  ]
  test.each(cases)('%j at %i', (text, max, parts) => {
    expect(split(text, max, utf16)).toEqual(parts)
  })

  test('a part of 1,800 bytes holds 600 Chinese characters', () => {
    expect(split('政'.repeat(601), 1800, utf8).map(utf8)).toEqual([1800, 3])
  })

  test('a flag and a family stay whole', () => {
    expect(split('🇨🇳🇨🇳', 5, utf16)).toEqual(['🇨🇳', '🇨🇳'])
    expect(split('👨‍👩‍👧‍👦好', 11, utf16)).toEqual(['👨‍👩‍👧‍👦', '好'])
  })
})

test('every part fits, none is empty, nothing but white space is lost', () => {
  const pieces = fc.constantFrom('政府', '。', '\n', '\n\n', ' ', 'a', '😀', '👨‍👩‍👧', '5%', '，')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 12, max: 60 }), (list, max) => {
      const text = list.join('')
      for (const size of [utf8, utf16]) {
        const parts = split(text, max, size)
        const bare = (words: string) => words.replace(/\s/g, '')
        expect(bare(parts.join(''))).toBe(bare(text))
        for (const part of parts) {
          expect(size(part)).toBeLessThanOrEqual(max)
          expect(part.trim()).not.toBe('')
          expect(part.isWellFormed()).toBe(true)
        }
      }
    }),
  )
})
