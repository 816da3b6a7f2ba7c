import { benchAnswer } from './answer.ts'
import { benchParse } from './parse.ts'
import { benchUnderstand } from './understand.ts'

/** `npm run bench`: each line a figure with its ratio to a bare baseline measured in the same run. */
await benchParse()
await benchUnderstand()
await benchAnswer()
