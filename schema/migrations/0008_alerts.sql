-- Messages about signals of the complaint chart: one for each finished period and rule, never taken away. Days are counted
-- from 1970-01-01 in the account's time zone.
CREATE TABLE alerts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  chart TEXT NOT NULL CHECK (chart IN ('complaints')),
  interval TEXT NOT NULL CHECK (interval IN ('day', 'week', 'month', 'quarter', 'year')),
  start INTEGER NOT NULL CHECK (start BETWEEN -1000000 AND 10000000),
  rule TEXT NOT NULL CHECK (rule IN ('beyond-limits', 'ewma')),
  side TEXT NOT NULL CHECK (side IN ('above', 'below')),
  -- What the chart said when the alert was raised: what is there now is in the report.
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  raised_at INTEGER NOT NULL CHECK (raised_at BETWEEN 0 AND 9007199254740991),
  withdrawn_at INTEGER CHECK (withdrawn_at BETWEEN 0 AND 9007199254740991),
  seen_at INTEGER CHECK (seen_at BETWEEN 0 AND 9007199254740991),
  seen_by TEXT CHECK (length(seen_by) <= 200),
  UNIQUE (chart, interval, start, rule)
) STRICT;
CREATE INDEX alerts_unseen ON alerts (seq) WHERE seen_at IS NULL;

-- When a chart was last looked at, and what it was made from: once a day, and again when something of the days before has come.
CREATE TABLE alert_looks (
  chart TEXT PRIMARY KEY NOT NULL CHECK (chart IN ('complaints')),
  day INTEGER NOT NULL CHECK (day BETWEEN -1000000 AND 10000000),
  basis TEXT NOT NULL,
  response_seq INTEGER NOT NULL CHECK (response_seq BETWEEN 0 AND 9007199254740991),
  complaint_seq INTEGER NOT NULL CHECK (complaint_seq BETWEEN 0 AND 9007199254740991),
  looks INTEGER NOT NULL CHECK (looks BETWEEN 1 AND 9007199254740991)
) STRICT;
