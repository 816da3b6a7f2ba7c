/**
 * Throws damaged documents at every reader and says which of them crash it, hang it or come out misshapen.
 *
 * Usage: npm run fuzz -- [count per reader, default 10000] [seed, default 1] [format …]
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Format } from '../src/reading/document.ts'
import { targets, tryMutant, type Verdict } from './fuzz/readers.ts'

interface Stretch {
  format: Format
  from: number
  to: number
}

if (isMainThread) await main()
else await runStretch(workerData as Stretch)

async function main(): Promise<void> {
  const [count = '10000', seed = '1', ...formats] = process.argv.slice(2)
  const wrong = [count, seed].find(each => !/^\d+$/.test(each)) ?? formats.find(each => !Object.hasOwn(targets, each))
  if (wrong !== undefined) {
    console.error(`not a count, a seed or a format: ${wrong}; formats: ${Object.keys(targets).join(', ')}`)
    process.exitCode = 2
    return
  }
  let failures = 0
  for (const format of formats.length > 0 ? formats : Object.keys(targets)) {
    failures += await fuzz(format as Format, Number(seed), Number(seed) + Number(count))
  }
  process.exitCode = failures > 0 ? 1 : 0
}

/** A mutant that never ends takes its thread with it; the next thread goes on behind it. */
async function fuzz(format: Format, first: number, end: number): Promise<number> {
  const counts = { read: 0, refused: 0, failed: 0 }
  let slowest = 0
  for (let from = first; from < end; ) {
    let current = from
    const worker = new Worker(new URL(import.meta.url), { workerData: { format, from, to: end }, stderr: true })
    await new Promise<void>(resolve => {
      const hang = setInterval(() => {
        if (performance.now() - heard < 20_000) return
        console.log(`${format} ${current}: never ended`)
        counts.failed++
        void worker.terminate()
      }, 1000)
      let heard = performance.now()
      worker.on('message', ({ seed, verdict }: { seed: number; verdict: Verdict }) => {
        heard = performance.now()
        current = seed + 1
        counts[verdict.outcome]++
        slowest = Math.max(slowest, verdict.milliseconds)
        if (verdict.outcome === 'failed') console.log(`${format} ${seed}: ${verdict.problem}`)
      })
      worker.on('error', error => {
        console.log(`${format} ${current}: ${error.stack}`)
        counts.failed++
      })
      worker.on('exit', () => {
        clearInterval(hang)
        resolve()
      })
    })
    from = current < end ? current + 1 : end
  }
  console.log(
    `${format}: ${counts.read} read, ${counts.refused} refused, ${counts.failed} failed; slowest ${Math.round(slowest)} ms`,
  )
  return counts.failed
}

async function runStretch({ format, from, to }: Stretch): Promise<void> {
  // As in the readers' own thread.
  process.on('unhandledRejection', () => undefined)
  for (let seed = from; seed < to; seed++) parentPort!.postMessage({ seed, verdict: await tryMutant(format, seed) })
}
