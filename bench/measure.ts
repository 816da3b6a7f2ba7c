/** Timing for the benchmarks: medians and percentiles of many runs, printed as figures and ratios. */

export const percentile = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!

export interface Timing {
  p50: number
  p95: number
}

/** Milliseconds of one call, over `runs` calls after a tenth as many to warm up. */
export async function timed(runs: number, call: (run: number) => Promise<unknown> | unknown): Promise<Timing> {
  for (let run = 0; run < runs / 10; run++) await call(run)
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = performance.now()
    await call(run)
    times.push(performance.now() - started)
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}

/** Two calls in turn, so that a machine that slows down slows both; after `warmUp` runs. */
export async function paired(
  runs: number,
  a: (run: number) => Promise<unknown>,
  b: (run: number) => Promise<unknown>,
  warmUp = Math.floor(runs / 10),
): Promise<[Timing, Timing]> {
  const times: [number[], number[]] = [[], []]
  for (let run = -warmUp; run < runs; run++) {
    for (const [which, call] of [a, b].entries()) {
      const started = performance.now()
      await call(Math.abs(run))
      if (run >= 0) times[which as 0 | 1].push(performance.now() - started)
    }
  }
  return times.map(list => ({ p50: percentile(list, 0.5), p95: percentile(list, 0.95) })) as [Timing, Timing]
}

const short = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

export function print(name: string, figures: Record<string, number | string>): void {
  const text = Object.entries(figures).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? short(value) : value}`,
  )
  console.log(`${name.padEnd(34)} ${text.join('  ')}`)
}
