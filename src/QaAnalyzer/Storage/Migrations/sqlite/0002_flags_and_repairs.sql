ALTER TABLE analyses ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';

-- A repaired version says which repair made it and who asked for it; previous_key says from which version, received_at when.
ALTER TABLE conversations ADD COLUMN repair TEXT;
ALTER TABLE conversations ADD COLUMN repaired_by TEXT;
