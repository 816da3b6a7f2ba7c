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

  `CREATE TABLE subscriptions (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     channel TEXT NOT NULL,
     chat TEXT NOT NULL,
     wish TEXT NOT NULL,
     state TEXT NOT NULL,
     created INTEGER NOT NULL,
     looked INTEGER NOT NULL,
     told INTEGER NOT NULL,
     quiet INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX subscriptions_chat ON subscriptions (channel, chat);`,

  `CREATE TABLE deliveries (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     subscription INTEGER NOT NULL,
     channel TEXT NOT NULL,
     chat TEXT NOT NULL,
     slot INTEGER NOT NULL,
     state TEXT NOT NULL,
     attempts INTEGER NOT NULL,
     next INTEGER NOT NULL,
     at INTEGER NOT NULL,
     pages TEXT,
     UNIQUE (subscription, slot)
   ) STRICT;
   CREATE INDEX deliveries_waiting ON deliveries (next) WHERE state = 'waiting';
   CREATE INDEX deliveries_sending ON deliveries (id) WHERE state = 'sending';
   CREATE INDEX deliveries_at ON deliveries (at);
   CREATE TABLE leases (
     name TEXT PRIMARY KEY,
     holder TEXT NOT NULL,
     until INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  `CREATE TABLE seen_reports (
     id TEXT PRIMARY KEY,
     content TEXT NOT NULL,
     sha256 TEXT NOT NULL,
     first INTEGER NOT NULL,
     last INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX seen_reports_last ON seen_reports (last);
   CREATE TABLE rounds (
     round INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL
   ) STRICT;`,

  `CREATE TABLE staff (
     person TEXT PRIMARY KEY,
     by TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE invitations (
     hash TEXT PRIMARY KEY,
     by TEXT NOT NULL,
     expires INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,

  `ALTER TABLE staff ADD COLUMN name TEXT NOT NULL DEFAULT '';
   ALTER TABLE invitations ADD COLUMN name TEXT NOT NULL DEFAULT '';`,

  `CREATE TABLE received (
     id TEXT NOT NULL UNIQUE,
     channel TEXT NOT NULL,
     body BLOB NOT NULL,
     at INTEGER NOT NULL,
     tries INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE unsent (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     channel TEXT NOT NULL,
     chat BLOB NOT NULL,
     part BLOB NOT NULL,
     at INTEGER NOT NULL,
     state TEXT NOT NULL
   ) STRICT;`,
]
