-- What the person saw of the draft. Until now every decision on the page was made with the draft in sight; history never had one.
ALTER TABLE reviews ADD COLUMN shown TEXT NOT NULL DEFAULT 'prefilled' CHECK (shown IN ('prefilled', 'blind'));
UPDATE reviews SET shown = 'blind' WHERE origin = 'import';

-- A past score imported again is the same row.
CREATE UNIQUE INDEX reviews_imported_once ON reviews (conversation_key, rubric, criterion, evaluator, created_at, score) WHERE origin = 'import';
CREATE INDEX reviews_by_rubric ON reviews (rubric, created_at);

-- Past scores whose conversation has not come yet; the quarantine tells people about them.
CREATE TABLE waiting_scores (
    source TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    rubric TEXT NOT NULL,
    criterion TEXT NOT NULL,
    evaluator TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    reviewed_at TIMESTAMPTZ,
    quarantine_key BIGINT NOT NULL REFERENCES quarantine (key)
);
CREATE INDEX waiting_scores_by_conversation ON waiting_scores (source, conversation_id);

-- When a record that could not be used found its place after all.
ALTER TABLE quarantine ADD COLUMN resolved_at TIMESTAMPTZ;
