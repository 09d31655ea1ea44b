-- The line that names the columns of a record out of a table: without it nobody can read the record again.
ALTER TABLE quarantine ADD COLUMN head TEXT;
