import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * Makes a directory and what is missing above it; throws what the file system says where it makes none. Node's own `recursive` never
 * comes back from a file system like /proc, that has the parent and no place for a child.
 */
export function makeDirectory(path: string): void {
  if (isDirectory(path)) return
  makeDirectory(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process made it in the meantime.
    if (!isDirectory(path)) throw error
  }
}
