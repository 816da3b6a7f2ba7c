/** Settings from the environment; `.env.example` explains each. Read once, at the edge. */
export interface Config {
  dataDir: string
  meiliHost: string | undefined
  meiliApiKey: string | undefined
}

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    dataDir: env.DATA_DIR || './data',
    meiliHost: env.MEILI_HOST || undefined,
    meiliApiKey: env.MEILI_API_KEY || undefined,
  }
}
