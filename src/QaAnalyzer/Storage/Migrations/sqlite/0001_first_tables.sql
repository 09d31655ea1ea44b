-- Keys of conversations and analyses carry the month in which the conversation was received: (months since 2000-01, UTC) * 2^40 + a number
-- that is never given twice. So a month is one range of keys in every table; here there are no partitions, and retention deletes ranges.
CREATE TABLE conversation_numbers (
    last_value INTEGER NOT NULL
);
INSERT INTO conversation_numbers (last_value) VALUES (0);
CREATE TABLE analysis_numbers (
    last_value INTEGER NOT NULL
);
INSERT INTO analysis_numbers (last_value) VALUES (0);

-- Which key an id of a source has now. Whether a record is new, a newer version or known is decided here, on this row.
CREATE TABLE conversation_ids (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    key INTEGER NOT NULL,
    previous_key INTEGER,
    version INTEGER NOT NULL,
    content_hash BLOB NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;

CREATE TABLE conversations (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    previous_key INTEGER,
    is_current INTEGER NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    started_at TEXT,
    queue TEXT,
    agent_id TEXT,
    agent_name TEXT,
    customer_id TEXT,
    utterance_count INTEGER NOT NULL,
    run_key INTEGER,
    received_at TEXT NOT NULL,
    body TEXT NOT NULL
);

-- signal_set: analyses of one conversation that found the same signals share one set of rows. measure_list: names of the values in measures.
CREATE TABLE analyses (
    conversation_key INTEGER NOT NULL,
    key INTEGER NOT NULL,
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
    abstentions INTEGER NOT NULL,
    auto_fails TEXT NOT NULL,
    failures TEXT NOT NULL,
    signal_set INTEGER NOT NULL,
    measure_list INTEGER NOT NULL,
    measures TEXT NOT NULL
);
CREATE UNIQUE INDEX analyses_one_current ON analyses (conversation_key, rubric) WHERE is_current;
CREATE INDEX analyses_superseded ON analyses (conversation_key, rubric) WHERE NOT is_current;

CREATE TABLE measure_lists (
    key INTEGER PRIMARY KEY,
    ids TEXT NOT NULL UNIQUE
);

CREATE TABLE signals (
    signal_set INTEGER NOT NULL,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    utterance INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    probability REAL NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (signal_set, position)
) WITHOUT ROWID;

CREATE TABLE drafts (
    analysis_key INTEGER NOT NULL,
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

-- Open work alone: what is done has left, so the primary key finds the next rows however much is stored.
CREATE TABLE work (
    conversation_key INTEGER NOT NULL,
    rubric TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'claimed', 'failed')),
    claimed_by TEXT,
    claimed_until TEXT,
    error TEXT,
    PRIMARY KEY (conversation_key, rubric)
) WITHOUT ROWID;

-- Rubrics under which every current conversation has work or an analysis ('covered'), or may lack both ('open').
CREATE TABLE rubric_coverage (
    rubric TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('open', 'covering', 'covered'))
);

CREATE TABLE review_items (
    conversation_key INTEGER NOT NULL,
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
CREATE INDEX review_items_leased ON review_items (leased_by) WHERE leased_by IS NOT NULL;

-- Append-only: a decision is never edited, an undo is a row of its own that names what it withdraws.
CREATE TABLE reviews (
    key INTEGER PRIMARY KEY,
    conversation_key INTEGER NOT NULL,
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
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'finished', 'failed')),
    started_at TEXT NOT NULL,
    finished_at TEXT,
    pulled INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0,
    scores INTEGER NOT NULL DEFAULT 0,
    analysed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0,
    superseded INTEGER NOT NULL DEFAULT 0,
    broken INTEGER NOT NULL DEFAULT 0,
    unfinished INTEGER NOT NULL DEFAULT 0,
    planned INTEGER NOT NULL DEFAULT 0,
    rate REAL,
    expected_end TEXT,
    deadline TEXT,
    reported_at TEXT,
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
