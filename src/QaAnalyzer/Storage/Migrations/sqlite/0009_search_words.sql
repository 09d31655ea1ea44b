-- Words of the current versions of conversations, for the search; Search/SearchTokens makes them and parts them with blanks, so the tokenizer here
-- has nothing to decide. rowid is the key of the conversation. Only the index is kept, no text and no places.
CREATE VIRTUAL TABLE conversation_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '#_'"
);

-- Every current conversation up to this key has its words; one above it may lack them, when a program of the version before imported it.
CREATE TABLE word_fill (
    filled_to INTEGER NOT NULL
);
INSERT INTO word_fill (filled_to) VALUES (0);
