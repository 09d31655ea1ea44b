-- What was found, in Chinese; null in rows of before, whose English stands for both.
ALTER TABLE signals ADD COLUMN reason_zh TEXT;
