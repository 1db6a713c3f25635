-- What people wrote, by its words, so that a search need not read every answer. The fold fills it, from where
-- `indexed_through` stands: so it also goes through what was there before it.
-- A row's place is its second and its sequence: newest first is then the order of the index itself.
CREATE VIRTUAL TABLE response_words USING fts5(survey, words, tokenize = 'ascii');
-- What is deleted is to be gone from the index's pages too, not only from what it finds.
INSERT INTO response_words (response_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER words_go_with_their_response AFTER DELETE ON responses
BEGIN
  DELETE FROM response_words
  WHERE rowid = min(old.submitted_at / 1000, 4294967295) * 2147483648 + old.seq;
END;
ALTER TABLE tally_cursors ADD COLUMN
  indexed_through INTEGER NOT NULL DEFAULT 0 CHECK (indexed_through >= 0);
