-- A request of the program for a form newly in use: conversations without an analysis alone.
ALTER TABLE reruns ADD COLUMN only_missing BOOLEAN NOT NULL DEFAULT FALSE;

-- The request that made a row work; while it is open, the row is its own and no other run's.
ALTER TABLE work ADD COLUMN rerun_key BIGINT;
CREATE INDEX work_of_reruns ON work (rerun_key, conversation_key, rubric) WHERE rerun_key IS NOT NULL;
