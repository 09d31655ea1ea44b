-- What people did to runs and jobs and why, append-only: whether a run or a job is paused or cancelled is told by its newest row.
CREATE TABLE run_actions (
    key INTEGER PRIMARY KEY,
    run_key INTEGER REFERENCES runs (key),
    job TEXT,
    action TEXT NOT NULL CHECK (action IN ('pause', 'resume', 'cancel', 'rerun', 'retry', 'start', 'reread')),
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    details TEXT,
    created_at TEXT NOT NULL
);
CREATE INDEX run_actions_by_run ON run_actions (run_key, key) WHERE run_key IS NOT NULL;
CREATE INDEX run_actions_by_job ON run_actions (job, key) WHERE job IS NOT NULL;

-- No conversation that a run took in has a smaller key; a run that is done in slices asks it again.
ALTER TABLE runs ADD COLUMN from_key INTEGER;

-- Analyses to be made anew: what is chosen, how fast, and how far the choice has come.
CREATE TABLE reruns (
    key INTEGER PRIMARY KEY,
    action_key INTEGER NOT NULL REFERENCES run_actions (key),
    rubric TEXT,
    from_time TEXT,
    until_time TEXT,
    queue TEXT,
    error TEXT,
    per_second REAL,
    after_key INTEGER NOT NULL DEFAULT 0,
    chosen INTEGER NOT NULL DEFAULT 0,
    run_key INTEGER REFERENCES runs (key),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled'))
);

-- Processes that serve pages or do jobs; seen_at by the clock of the database, so that those of the nodes may differ.
CREATE TABLE nodes (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    version TEXT NOT NULL,
    engine TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);

-- What a night run brought, one row for each rubric.
CREATE TABLE night_reports (
    run_key INTEGER NOT NULL REFERENCES runs (key),
    rubric TEXT NOT NULL,
    conversations INTEGER NOT NULL,
    mean_percent REAL,
    drafts INTEGER NOT NULL,
    abstentions INTEGER NOT NULL,
    waiting_reviews INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (run_key, rubric)
);

CREATE INDEX runs_by_kind ON runs (kind, key);
