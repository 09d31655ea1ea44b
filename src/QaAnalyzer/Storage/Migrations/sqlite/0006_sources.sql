-- How far each source is and how it fares; a row is there from its first pull or push on. The lease keeps two nodes from pulling one source at once.
CREATE TABLE source_states (
    source TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    checkpoint TEXT,
    holder TEXT,
    leased_until TEXT,
    last_started_at TEXT,
    last_success_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    next_try_at TEXT
);

-- Why pulls failed, append-only.
CREATE TABLE source_failures (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    class TEXT NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX source_failures_by_source ON source_failures (source, key);

-- Keys of programs that talk to the API: only the hash, so that who reads this table can use none.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('push', 'status')),
    hash BLOB NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
);
