import { lookup as systemLookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import { ReadingError } from './document.ts'

/** Which machines may be asked: an address that a user hands in must not reach into the operator's own network. */

export interface ResolvedAddress {
  address: string
  family: number
}

/** Name → all its addresses; the system's resolver unless a test stands in for it. */
export type Lookup = (hostname: string) => Promise<ResolvedAddress[]>

const lookupAll: Lookup = hostname => systemLookup(hostname, { all: true })

/**
 * Resolves a host once and checks every address that it stands for; the caller must connect to the answer and not resolve again.
 * @throws ReadingError for names without an address and for private, loopback and otherwise special addresses.
 */
export async function publicAddress(
  hostname: string,
  options: { allowPrivate: boolean; lookup?: Lookup },
): Promise<ResolvedAddress> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const addresses = ipaddr.isValid(bare)
    ? [{ address: bare, family: ipaddr.parse(bare).kind() === 'ipv6' ? 6 : 4 }]
    : await resolve(bare, options.lookup ?? lookupAll)
  const first = addresses[0]
  if (first === undefined) throw new ReadingError(`找不到网站 ${hostname}`)
  if (!options.allowPrivate && !addresses.every(({ address }) => isPublic(address))) {
    throw new ReadingError(`网址指向内部网络，不予读取：${hostname}`)
  }
  return first
}

async function resolve(hostname: string, lookup: Lookup): Promise<ResolvedAddress[]> {
  try {
    return await lookup(hostname)
  } catch (error) {
    throw new ReadingError(`找不到网站 ${hostname}`, { cause: error })
  }
}

/** IPv4 addresses written as IPv6 are judged as what they are; ranges that lead back to IPv4 networks are not public. */
function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}
