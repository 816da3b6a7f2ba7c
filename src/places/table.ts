import { readFileSync } from 'node:fs'

/** The text of one of the tables in `data/`. */
export const textOf = (file: string): string => readFileSync(new URL(`./data/${file}`, import.meta.url), 'utf8')

/** Rows of one of the tables in `data/`: cells between tabs; lines that begin with `#` are remarks. */
export const table = (file: string): string[][] =>
  textOf(file)
    .split('\n')
    .filter(line => line !== '' && line[0] !== '#')
    .map(line => line.split('\t'))

/** The words of a cell, which spaces separate. */
export const wordsOf = (cell: string | undefined): string[] => (cell ? cell.split(' ') : [])
