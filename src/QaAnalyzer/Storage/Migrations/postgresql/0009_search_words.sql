-- Words of the current versions of conversations, for the search; Search/SearchTokens makes them. A month is a partition, as of the other tables.
-- They arrive in new_words as a text with blanks around each word: writing them into the index one by one would double the time of an import. A
-- job moves them over in bulk, and a search reads both, so it is complete from the commit of the import on.
CREATE TABLE conversation_words (
    key BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
) PARTITION BY RANGE (key);
CREATE TABLE new_words (
    key BIGINT PRIMARY KEY,
    words TEXT NOT NULL
);

DO $$
BEGIN
    ALTER TABLE conversation_words ALTER COLUMN words SET COMPRESSION lz4;
    ALTER TABLE new_words ALTER COLUMN words SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$;

CREATE INDEX conversation_words_search ON conversation_words USING gin (words);

-- Every current conversation up to this key has its words; one above it may lack them, when a node of the version before imported it.
CREATE TABLE word_fill (
    filled_to BIGINT NOT NULL
);
INSERT INTO word_fill (filled_to) VALUES (0);
