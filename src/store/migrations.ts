/**
 * The database's shape as a list: a database of version n has had the first n. Only ever append; what stands here has run on
 * somebody's machine.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE conversations (
     key TEXT PRIMARY KEY,
     state TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX conversations_at ON conversations (at);`,

  `CREATE TABLE feedback (
     id INTEGER PRIMARY KEY,
     turn TEXT UNIQUE,
     at INTEGER NOT NULL,
     channel TEXT NOT NULL,
     person TEXT NOT NULL,
     helpful INTEGER,
     comment TEXT,
     question TEXT,
     query TEXT,
     answer TEXT
   ) STRICT;`,

  `CREATE TABLE answered (
     id TEXT PRIMARY KEY,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX answered_at ON answered (at);`,
]
