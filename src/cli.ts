import { existsSync } from 'node:fs'
import { commands } from './commands/commands.ts'
import { exitCodeOf, fail, UsageError } from './commands/io.ts'

/** Settings of the working directory's `.env`, where there is one; what the environment says itself wins. */
if (existsSync('.env')) process.loadEnvFile()

/** Whoever reads the output may have read enough: `… | head -1`. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** `nianbao <command> …`: exit 0 on success, 1 when something was rejected or failed, 2 on wrong usage. */
async function main([name, ...args]: string[]): Promise<number> {
  const command = commands.find(each => each.name === name)
  if (!command) {
    const list = commands.map(each => `  ${each.name.padEnd(8)} ${each.summary}`).join('\n')
    const text = `用法：nianbao <命令> [参数]\n\n${list}\n\n每个命令都有 --help。`
    if (name === undefined || name === '--help' || name === '-h') {
      console.log(text)
      return name === undefined ? 2 : 0
    }
    throw new UsageError(`没有“${name}”这个命令。\n\n${text}`)
  }
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`用法：nianbao ${command.usage}\n\n${command.summary}`)
    return 0
  }
  return (await command.load())(args)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  fail(error)
  process.exitCode = exitCodeOf(error)
}
