import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectory } from '../directory.ts'

/**
 * The secret of this installation: made once, kept beside the database and not in it, so that a copy of the database alone does not
 * give away whose chats these are (ids of platforms are short numbers, a hash without a secret is guessed in minutes).
 */
export function installationSecret(directory: string): Buffer {
  const path = join(directory, 'secret')
  makeDirectory(directory)
  try {
    // `wx`: of two processes that start at once, the second reads what the first wrote.
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(path)
  if (secret.length !== 32) throw new Error(`密钥文件 ${path} 损坏：应为 32 字节。删除它会让机器人忘记以前的会话。`)
  return secret
}

/** Names a chat or a person in the store without saying who it is. */
export function pseudonyms(secret: Buffer): (...parts: string[]) => string {
  return (...parts) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url').slice(0, 27)
}

/** Makes contents unreadable without the secret of the installation. */
export interface Seal {
  close: (content: Uint8Array) => Uint8Array
  /** Throws for what was not sealed with the same secret, or was changed. */
  open: (sealed: Uint8Array) => Uint8Array
}

const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

export function sealOf(secret: Buffer): Seal {
  const key = createHmac('sha256', secret).update('seal').digest()
  return {
    close: content => {
      const nonce = randomBytes(nonceLength)
      const closing = createCipheriv(cipher, key, nonce)
      return Buffer.concat([nonce, closing.update(content), closing.final(), closing.getAuthTag()])
    },
    open: sealed => {
      const bytes = Buffer.from(sealed)
      const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength))
      opening.setAuthTag(bytes.subarray(-tagLength))
      return Buffer.concat([opening.update(bytes.subarray(nonceLength, -tagLength)), opening.final()])
    },
  }
}
