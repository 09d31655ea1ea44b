-- Trained scorers, in the database so that every node has them. The file is checksummed and never changes.
CREATE TABLE scorers (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    rubric TEXT NOT NULL,
    tagger TEXT,
    file BLOB NOT NULL,
    reviews INTEGER NOT NULL,
    conversations INTEGER NOT NULL,
    last_review INTEGER NOT NULL,
    held_out TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX scorers_by_rubric ON scorers (rubric, key);

-- What became of a scorer, append-only: its newest row is its state.
CREATE TABLE scorer_states (
    key INTEGER PRIMARY KEY,
    scorer TEXT NOT NULL REFERENCES scorers (id),
    state TEXT NOT NULL CHECK (state IN ('candidate', 'active', 'blocked', 'retired')),
    reason_zh TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    worst_fairness_share REAL,
    created_at TEXT NOT NULL
);
CREATE INDEX scorer_states_by_scorer ON scorer_states (scorer, key);

-- Who speaks for each criterion and how sets are made, append-only: analyses name scorer and number, so they can be recomputed.
CREATE TABLE scorer_settings (
    scorer TEXT NOT NULL REFERENCES scorers (id),
    number INTEGER NOT NULL,
    criteria TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (scorer, number)
);

-- What every learning run found and did.
CREATE TABLE learning_steps (
    key INTEGER PRIMARY KEY,
    run_key INTEGER REFERENCES runs (key),
    rubric TEXT NOT NULL,
    scorer TEXT,
    step TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'skipped', 'refused')),
    reason_zh TEXT NOT NULL,
    reason_en TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX learning_steps_by_rubric ON learning_steps (rubric, key);

-- One node learns for a rubric at a time.
CREATE TABLE learning_leases (
    rubric TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until TEXT NOT NULL
);

-- What a review of this analysis would teach, 0 to 1; null where no scorer spoke.
ALTER TABLE analyses ADD COLUMN information REAL;
