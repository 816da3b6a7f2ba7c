/**
 * `npm run bench [part …] [number of reports …]`: each line a figure with its ratio to a bare baseline measured in the same run.
 * Without a part all of them, one after another; `scale` and `running` take numbers of reports.
 */
const parts: Record<string, () => Promise<unknown>> = {
  parse: async () => (await import('./parse.ts')).benchParse(),
  formats: async () => (await import('./formats.ts')).benchFormats(),
  understand: async () => (await import('./understand.ts')).benchUnderstand(),
  scale: async () => (await import('./scale.ts')).benchScale(),
  indexing: async () => (await import('./indexing.ts')).benchIndexing(),
  search: async () => (await import('./search.ts')).benchSearch(),
  narrative: async () => (await import('./narrative.ts')).benchNarrative(),
  channels: async () => (await import('./channels.ts')).benchChannels(),
  digest: async () => (await import('./digest.ts')).benchDigest(),
  running: async () => (await import('./running.ts')).benchRunning(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
}

// Sizes and --failed are for the parts themselves.
const asked = process.argv.slice(2).filter(word => !/^(?:\d+|--failed)$/.test(word))
const unknown = asked.find(name => !Object.hasOwn(parts, name))
if (unknown !== undefined) {
  console.error(`没有“${unknown}”这一部分；有：${Object.keys(parts).join('、')}。`)
  process.exit(2)
}
for (const [name, run] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) await run()
}
// Threads that libraries leave behind must not keep the program alive.
process.exit()
