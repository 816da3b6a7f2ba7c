import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { conversationsIn } from '../../src/store/conversations.ts'
import { migrate, NewerDatabase, openDatabase } from '../../src/store/database.ts'
import { deliveriesIn } from '../../src/store/deliveries.ts'
import { feedbackIn } from '../../src/store/feedback.ts'
import { installationSecret, pseudonyms, sealOf } from '../../src/store/identity.ts'
import { ledgerIn } from '../../src/store/ledger.ts'
import { migrations } from '../../src/store/migrations.ts'
import { newsIn } from '../../src/store/news.ts'
import { staffIn } from '../../src/store/staff.ts'
import { subscriptionsIn } from '../../src/store/subscriptions.ts'
import { transaction } from '../../src/store/transaction.ts'
import { temporaryDirectory } from '../support/search.ts'

const file = () => join(temporaryDirectory(), 'data', 'nianbao.db')

/** What a program of some version leaves behind: a row in each table that it knew. */
const rows = [
  `INSERT INTO conversations VALUES ('k', '{"a":1}', 5)`,
  `INSERT INTO feedback VALUES (1, 't1', 7, 'telegram', 'p', 1, NULL, '问', '{"q":1}', '答')`,
  `INSERT INTO answered VALUES ('telegram:9', 1700000000000)`,
  `INSERT INTO subscriptions VALUES (3, 'telegram', '42', '{"a":1}', 'active', 5, 6, 7, 0)`,
  `INSERT INTO deliveries VALUES (4, 3, 'telegram', '42', 6, 'sent', 0, 6, 6, NULL)`,
  `INSERT INTO seen_reports VALUES ('230112-government-2021', 'c', 's', 1, 2)`,
  `INSERT INTO staff (person, by, at) VALUES ('p', 'q', 5)`,
]

const seal = sealOf(Buffer.alloc(32, 7))
const ledgerOf = (database: DatabaseSync, now = () => new Date()) => ledgerIn(database, 'telegram', seal, now)

describe('migrations', () => {
  test.each(migrations.map((_, version) => [version]))('a database of version %i keeps what it holds', version => {
    const path = file()
    openDatabase(path).close()
    const earlier = join(path, '..', 'earlier.db')
    const old = new DatabaseSync(earlier)
    migrate(old, version)
    for (const row of rows.slice(0, version)) old.exec(row)
    old.close()
    const database = openDatabase(earlier)
    expect(database.prepare('PRAGMA user_version').get()!.user_version).toBe(migrations.length)
    if (version >= 1) expect(conversationsIn(database).load('k')).toEqual({ a: 1 })
    if (version >= 2)
      expect(feedbackIn(database).list()).toMatchObject([{ turn: 't1', helpful: true, query: { q: 1 } }])
    if (version >= 3) expect(ledgerOf(database).receive('9', null)).toBe(false)
    if (version >= 4) expect(subscriptionsIn(database).get(3)).toMatchObject({ chat: '42', wish: { a: 1 }, told: 7 })
    if (version >= 5) expect(deliveriesIn(database).latest(9)).toMatchObject([{ id: 4, state: 'sent' }])
    if (version >= 6) expect(newsIn(database).since(1)).toEqual([{ id: '230112-government-2021', kind: 'corrected' }])
    if (version >= 7) expect(staffIn(database).list()).toMatchObject([{ person: 'p', by: 'q', name: '' }])
    const shape = (db: DatabaseSync) => db.prepare('SELECT sql FROM sqlite_master ORDER BY name').all()
    const fresh = openDatabase(file())
    expect(shape(database)).toEqual(shape(fresh))
    fresh.close()
    database.close()
  })

  test('a database of a later version is left alone', () => {
    const path = file()
    const database = openDatabase(path)
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    database.close()
    expect(() => openDatabase(path)).toThrow(NewerDatabase)
  })

  test('a step that fails leaves the version before it', () => {
    const database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE feedback (x)')
    expect(() => migrate(database)).toThrow(/feedback/)
    expect(database.prepare('PRAGMA user_version').get()!.user_version).toBe(1)
    expect(conversationsIn(database).load('k')).toBeNull()
  })

  test('readers and a writer share it', () => {
    const path = file()
    const one = openDatabase(path)
    const other = openDatabase(path)
    expect(one.prepare('PRAGMA journal_mode').get()!.journal_mode).toBe('wal')
    one.exec('BEGIN IMMEDIATE')
    conversationsIn(one).save('k', 1, new Date(0))
    expect(conversationsIn(other).load('k')).toBeNull()
    one.exec('COMMIT')
    expect(conversationsIn(other).load('k')).toBe(1)
    one.close()
    other.close()
  })
})

describe('conversations', () => {
  test('are saved, replaced and forgotten when quiet', () => {
    const conversations = conversationsIn(openDatabase(':memory:'))
    conversations.save('a', { query: null, choices: ['一'] }, new Date(1000))
    conversations.save('b', 1, new Date(1000))
    conversations.save('a', { query: 2 }, new Date(5000))
    expect(conversations.forget(new Date(2000))).toBe(1)
    expect(conversations.load('a')).toEqual({ query: 2 })
    expect(conversations.load('b')).toBeNull()
  })

  test('a state that cannot be read is none', () => {
    const database = openDatabase(':memory:')
    database.exec(`INSERT INTO conversations VALUES ('k', '{broken', 1)`)
    expect(conversationsIn(database).load('k')).toBeNull()
  })
})

test('a second vote on an answer takes the place of the first; words stand by themselves', () => {
  const store = feedbackIn(openDatabase(':memory:'))
  const vote = {
    turn: 't1',
    at: new Date(1000),
    channel: 'telegram',
    person: 'p',
    helpful: true,
    comment: null,
    question: '阿城区收到多少申请',
    query: { topic: 'figures' },
    answer: '12 件',
  }
  const words = { ...vote, turn: null, helpful: null, comment: '很好', question: null, query: null, answer: null }
  store.add(vote)
  store.add({ ...vote, helpful: false, at: new Date(2000) })
  store.add(words)
  store.add(words)
  expect(store.list()).toEqual([{ ...vote, helpful: false, at: new Date(2000) }, words, words])
})

describe('the ledger', () => {
  test('answered messages are known for two days', () => {
    let now = 0
    const ledger = ledgerOf(openDatabase(':memory:'), () => new Date(now))
    ledger.settle('1', '42', [])
    now = 47 * 3600_000
    ledger.settle('2', '42', [])
    expect(ledger.receive('1', null)).toBe(false)
    now = 49 * 3600_000
    ledger.settle('3', '42', [])
    expect(['1', '2', '3'].map(id => ledger.receive(id, null))).toEqual([true, false, false])
  })

  test('a message is kept until it is settled, its reply from then until it is out', () => {
    const database = openDatabase(':memory:')
    const ledger = ledgerOf(database, () => new Date(9))
    expect(ledger.receive('1', { text: '问' })).toBe(true)
    expect(ledger.receive('1', { text: '问' })).toBe(false)
    ledger.receive('2', { text: '另一问' })
    const [first, second] = ledger.settle('1', '42', [{ html: '答', png: new Uint8Array([1, 2]) }, '附图'])
    ledger.sending(first!)
    ledger.sending(second!)
    ledger.waiting(second!)
    expect(ledgerOf(database, () => new Date(10)).left()).toEqual({
      messages: [{ id: '2', body: { text: '另一问' }, at: 9 }],
      parts: [
        { id: first, chat: '42', part: { html: '答', png: new Uint8Array([1, 2]) }, uncertain: true },
        { id: second, chat: '42', part: '附图', uncertain: false },
      ],
    })
    ledger.drop(first!)
    ledger.drop(second!)
    ledger.settle('2', '42', [])
    expect(ledgerOf(database).left()).toEqual({ messages: [], parts: [] })
  })

  test('channels do not see what is kept for others', () => {
    const database = openDatabase(':memory:')
    ledgerOf(database).receive('1', null)
    ledgerOf(database).settle('2', '42', ['答'])
    expect(ledgerIn(database, 'wechat', seal, () => new Date()).left()).toEqual({ messages: [], parts: [] })
  })

  test('a message that ends the program three times, or is a day old, is given up', () => {
    const database = openDatabase(':memory:')
    const now = Date.now()
    ledgerOf(database).receive('1', null)
    const left = (at = now) => ledgerOf(database, () => new Date(at)).left().messages.length
    expect([left(), left(), left(), left()]).toEqual([1, 1, 1, 0])
    expect(ledgerOf(database).receive('1', null)).toBe(false)
    ledgerOf(database).receive('2', null)
    ledgerOf(database).settle('3', '42', ['答'])
    expect(left(now + 25 * 3600_000)).toBe(0)
    expect(ledgerOf(database).left().parts).toEqual([])
  })

  test('what was written with another secret is forgotten, not guessed at', () => {
    const database = openDatabase(':memory:')
    ledgerOf(database).receive('1', null)
    ledgerOf(database).settle('2', '42', ['答'])
    const other = ledgerIn(database, 'telegram', sealOf(Buffer.alloc(32, 8)), () => new Date())
    expect(other.left()).toEqual({ messages: [], parts: [] })
    expect(ledgerOf(database).left()).toEqual({ messages: [], parts: [] })
  })

  test('no word and no id of what is kept can be read in the file', () => {
    const path = file()
    const database = openDatabase(path)
    ledgerOf(database).receive('1', { text: '谁也不该看到', from: 'alice-id' })
    ledgerOf(database).settle('2', 'chat-4242', ['回复也是'])
    database.close()
    const bytes = readFileSync(path)
    expect(bytes.includes('received')).toBe(true)
    for (const text of ['谁也不该看到', 'alice-id', 'chat-4242', '回复也是']) expect(bytes.includes(text)).toBe(false)
  })

  test('a reply and what the chat remembers of it are kept together or not at all', () => {
    const database = openDatabase(':memory:')
    const ledger = ledgerOf(database)
    ledger.receive('1', null)
    const conversations = conversationsIn(database)
    const failing = () =>
      transaction(database, () => {
        conversations.save('k', { a: 1 }, new Date())
        ledger.settle('1', '42', ['答'])
        throw new Error('crash')
      })
    expect(failing).toThrow('crash')
    expect(conversations.load('k')).toBe(null)
    expect(ledger.left()).toMatchObject({ messages: [{ id: '1' }], parts: [] })
  })
})

describe('identity', () => {
  test('the secret is made once, for its owner alone', () => {
    const directory = join(temporaryDirectory(), 'data')
    const secret = installationSecret(directory)
    expect(installationSecret(directory)).toEqual(secret)
    expect(statSync(join(directory, 'secret')).mode & 0o077).toBe(0)
    expect(installationSecret(temporaryDirectory())).not.toEqual(secret)
  })

  test('a broken secret is told, not replaced', () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'secret'), 'short')
    expect(() => installationSecret(directory)).toThrow(/损坏/)
    expect(readFileSync(join(directory, 'secret'), 'utf8')).toBe('short')
  })

  test('one person has one name, which does not tell who', () => {
    const name = pseudonyms(Buffer.alloc(32, 1))
    expect(name('telegram', '42')).toBe(name('telegram', '42'))
    expect(name('telegram', '42')).not.toContain('42')
    expect(
      new Set([name('a', 'bc'), name('ab', 'c'), name('abc'), pseudonyms(Buffer.alloc(32, 2))('a', 'bc')]).size,
    ).toBe(4)
  })
})
