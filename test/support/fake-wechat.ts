import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { PuppetServer, type PuppetServerOptions } from 'wechaty-puppet-service'
import { freePort } from './ports.ts'
import { secret } from './suite-log.ts'

/** The prefix is the name on the certificate that wechaty ships. */
export const insecureToken = secret('insecure_00000000-0000-0000-0000-000000000000')

export interface Said {
  to: string
  text: string
  mentions: string[]
}

export interface FakeWechat {
  endpoint: string
  puppet: PuppetMock
  said: Said[]
  /** Bytes of the pictures and files sent. */
  pictures: number[]
  /** Told of each message as it is sent. */
  onSaid: () => void
  /** Messages that the next sends fail with. */
  failures: (Error | 'hang')[]
  /** The account logs in; what people say before is not heard. */
  login: () => Promise<void>
  /** Somebody writes to the bot, or in the room. */
  say: (text: string, where?: { room?: boolean; mentioning?: boolean; from?: string }) => void
  /** Resolves once that many messages were sent. */
  sent: (count: number, ms?: number) => Promise<Said[]>
  stop: () => Promise<void>
}

const poll = async (look: () => boolean, ms: number, what: () => string): Promise<void> => {
  const end = performance.now() + ms
  while (!look()) {
    if (performance.now() > end) throw new Error(`not seen: ${what()}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

export const room = 'r1@chatroom'

/** A puppet gateway over gRPC with wechaty's mock puppet behind it: an account 年报助手, its friend Alice, another one, a room of all that Alice runs. */
export async function startWechat({
  port,
  ...options
}: { port?: number } & Partial<PuppetServerOptions> = {}): Promise<FakeWechat> {
  const endpoint = `127.0.0.1:${port ?? (await freePort())}`
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker, timeoutSeconds: 3600 } as ConstructorParameters<typeof PuppetMock>[0])
  const server = new PuppetServer({ endpoint, puppet, token: insecureToken, ...options })
  const self = mocker.createContact({ id: 'bot-id', name: '年报助手' })
  const people = new Map(
    [
      ['alice-id', 'Alice'],
      ['bob-id', 'Bob'],
    ].map(([id, name]) => [id!, mocker.createContact({ id: id!, name: name! })]),
  )
  const group = mocker.createRoom({
    id: room,
    topic: '年报群',
    ownerId: 'alice-id',
    memberIdList: ['bot-id', ...people.keys()],
  })
  const said: Said[] = []
  const pictures: number[] = []
  const failures: (Error | 'hang')[] = []
  const send = puppet.messageSendText.bind(puppet)
  puppet.messageSendText = async (to: string, text: string, mentions: string[] = []) => {
    const failure = failures.shift()
    if (failure === 'hang') await new Promise(() => {})
    else if (failure) throw failure
    said.push({ to, text, mentions: [...mentions] })
    fake.onSaid()
    return send(to, text)
  }
  puppet.messageSendFile = async (_, file) => {
    pictures.push((await file.toBuffer()).length)
  }
  await server.start()
  const fake: FakeWechat = {
    endpoint,
    puppet,
    said,
    pictures,
    failures,
    onSaid: () => {},
    login: async () => {
      await poll(
        () => Boolean(puppet.state.active()),
        30_000,
        () => 'a client',
      )
      if (!puppet.isLoggedIn) mocker.login(self)
    },
    say: (text, { room: inRoom = false, mentioning = false, from = 'alice-id' } = {}) => {
      const person = people.get(from)!
      if (inRoom) person.say(text, mentioning ? [self] : []).to(group)
      else person.say(text).to(self)
    },
    sent: async (count, ms = 10_000) => {
      await poll(
        () => said.length >= count,
        ms,
        () => `${count} messages; sent: ${JSON.stringify(said)}`,
      )
      return said
    },
    stop: async () => {
      await server.stop()
      await puppet.stop()
    },
  }
  return fake
}
