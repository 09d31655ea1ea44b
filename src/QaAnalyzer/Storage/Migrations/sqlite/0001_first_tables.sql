CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    is_current INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    started_at TEXT,
    queue TEXT,
    agent_id TEXT,
    agent_name TEXT,
    customer_id TEXT,
    utterance_count INTEGER NOT NULL,
    body TEXT NOT NULL,
    received_at TEXT NOT NULL,
    UNIQUE (source, id, version)
);
CREATE INDEX conversations_by_received ON conversations (received_at DESC, key DESC) WHERE is_current;

CREATE TABLE analyses (
    key INTEGER PRIMARY KEY,
    conversation_key INTEGER NOT NULL REFERENCES conversations (key),
    rubric TEXT NOT NULL,
    tagger TEXT,
    scorer TEXT,
    is_current INTEGER NOT NULL,
    run_key INTEGER,
    created_at TEXT NOT NULL,
    score REAL,
    percent REAL,
    deductions REAL,
    grade TEXT,
    covered_weight REAL,
    auto_fails TEXT NOT NULL,
    measures TEXT NOT NULL,
    failures TEXT NOT NULL
);
CREATE UNIQUE INDEX analyses_one_current ON analyses (conversation_key, rubric) WHERE is_current;

CREATE TABLE signals (
    analysis_key INTEGER NOT NULL REFERENCES analyses (key),
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    utterance INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    probability REAL NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (analysis_key, position)
) WITHOUT ROWID;

CREATE TABLE drafts (
    analysis_key INTEGER NOT NULL REFERENCES analyses (key),
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    score INTEGER,
    abstention TEXT,
    probabilities TEXT,
    prediction_set TEXT,
    source TEXT,
    reason_zh TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (analysis_key, position)
) WITHOUT ROWID;

CREATE TABLE work (
    conversation_key INTEGER NOT NULL REFERENCES conversations (key),
    rubric TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'done', 'failed')),
    claimed_by TEXT,
    claimed_until TEXT,
    error TEXT,
    PRIMARY KEY (conversation_key, rubric)
) WITHOUT ROWID;
CREATE INDEX work_open ON work (rubric, conversation_key) WHERE state IN ('pending', 'claimed');

CREATE TABLE review_items (
    conversation_key INTEGER NOT NULL REFERENCES conversations (key),
    rubric TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done')),
    priority REAL NOT NULL,
    leased_by TEXT,
    leased_until TEXT,
    completed_by TEXT,
    completed_at TEXT,
    PRIMARY KEY (conversation_key, rubric)
) WITHOUT ROWID;
CREATE INDEX review_items_pending ON review_items (priority DESC, conversation_key) WHERE state = 'pending';

-- Append-only: a decision is never edited, an undo is a row of its own that names what it withdraws.
CREATE TABLE reviews (
    key INTEGER PRIMARY KEY,
    conversation_key INTEGER NOT NULL REFERENCES conversations (key),
    rubric TEXT NOT NULL,
    criterion TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'overridden', 'not-applicable', 'scored', 'withdrawn')),
    score REAL,
    reason TEXT,
    draft_score INTEGER,
    origin TEXT NOT NULL CHECK (origin IN ('page', 'import')),
    withdraws INTEGER REFERENCES reviews (key),
    created_at TEXT NOT NULL
);
CREATE INDEX reviews_by_conversation ON reviews (conversation_key, rubric, criterion, key);
CREATE UNIQUE INDEX reviews_withdrawn_once ON reviews (withdraws) WHERE withdraws IS NOT NULL;

CREATE TABLE users (
    name TEXT PRIMARY KEY,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'evaluator', 'operations', 'agent')),
    agent_id TEXT,
    language TEXT,
    created_at TEXT NOT NULL
);

-- Keys that sign cookies; in the database so that several web nodes share them and a restart signs nobody out.
CREATE TABLE data_protection_keys (
    id TEXT PRIMARY KEY,
    xml TEXT NOT NULL
);

CREATE TABLE runs (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    node TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    pulled INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0,
    analysed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    message TEXT
);

CREATE TABLE quarantine (
    key INTEGER PRIMARY KEY,
    run_key INTEGER REFERENCES runs (key),
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL,
    created_at TEXT NOT NULL
);
