ALTER TABLE analyses ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';

-- A repaired version says which repair made it, from which version, and who asked for it; received_at says when.
ALTER TABLE conversations ADD COLUMN repair TEXT;
ALTER TABLE conversations ADD COLUMN repaired_by TEXT;
ALTER TABLE conversations ADD COLUMN repaired_from BIGINT REFERENCES conversations (key);

-- Hash of the content as the source sent it, so that reading the source again does not supersede a repair.
ALTER TABLE conversations ADD COLUMN source_hash TEXT;
