-- Ids of the rubrics that a run works under, with spaces between them: whoever helps needs them, and whoever closes a run whose node is gone.
ALTER TABLE runs ADD COLUMN rubrics TEXT;

-- What each node has analysed for a run, counted in the transactions that keep the results.
CREATE TABLE run_shares (
    run_key INTEGER NOT NULL,
    node TEXT NOT NULL,
    analysed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (run_key, node)
);

-- Every node looks for them every few seconds.
CREATE INDEX runs_open ON runs (key) WHERE state IN ('running', 'paused');
