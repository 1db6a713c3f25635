-- In which time zone's days the sums are: in another one than the account's they are of no use, and made anew.
-- '' = none that is known, so the sums of earlier versions are made anew once.
ALTER TABLE tally_cursors ADD COLUMN zone TEXT NOT NULL DEFAULT '' CHECK (length(zone) <= 100);
