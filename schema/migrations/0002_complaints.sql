-- Complaints and what was done about them; denominators of their rates; dated notes on trends.

-- seq is the number in the reference: C-1001 is the first.
CREATE TABLE complaints (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  state TEXT NOT NULL CHECK (state IN ('received', 'acknowledged', 'in-progress', 'resolved', 'closed')),
  category TEXT NOT NULL CHECK (length(category) BETWEEN 1 AND 64),
  severity TEXT NOT NULL CHECK (severity IN ('minor', 'normal', 'serious', 'critical')),
  text TEXT CHECK (length(text) <= 5000),
  contact TEXT CHECK (length(contact) <= 254),
  customer_id TEXT CHECK (length(customer_id) BETWEEN 1 AND 100),
  opened_at INTEGER NOT NULL CHECK (opened_at BETWEEN 0 AND 9007199254740991),
  acknowledged_at INTEGER CHECK (acknowledged_at BETWEEN 0 AND 9007199254740991),
  first_response_at INTEGER CHECK (first_response_at BETWEEN 0 AND 9007199254740991),
  resolved_at INTEGER CHECK (resolved_at BETWEEN 0 AND 9007199254740991),
  closed_at INTEGER CHECK (closed_at BETWEEN 0 AND 9007199254740991),
  outcome TEXT CHECK (length(outcome) <= 40),
  cause TEXT CHECK (length(cause) <= 500),
  owner_id TEXT,
  segments TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(segments)),
  survey_id TEXT,
  response_id TEXT,
  question TEXT,
  locale TEXT CHECK (length(locale) <= 20),
  reopened INTEGER NOT NULL DEFAULT 0 CHECK (reopened BETWEEN 0 AND 1000000),
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision BETWEEN 1 AND 9007199254740991),
  body_hash TEXT NOT NULL CHECK (length(body_hash) <= 64),
  UNIQUE (survey_id, response_id, question)
) STRICT;
CREATE INDEX complaints_by_time ON complaints (opened_at, category);
CREATE INDEX complaints_by_customer ON complaints (customer_id, opened_at) WHERE customer_id IS NOT NULL;
CREATE INDEX complaints_open ON complaints (state, opened_at) WHERE state IN ('received', 'acknowledged', 'in-progress');

-- What happened to a case, in order; the person's own words are never in here.
CREATE TABLE complaint_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  complaint_id TEXT NOT NULL REFERENCES complaints (id) ON DELETE CASCADE,
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 9007199254740991),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'state', 'owner', 'changed', 'note', 'reply', 'erased')),
  actor_id TEXT,
  actor_name TEXT CHECK (length(actor_name) <= 100),
  text TEXT CHECK (length(text) <= 5000),
  changes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(changes))
) STRICT;
CREATE INDEX complaint_events_of_case ON complaint_events (complaint_id, seq);

-- How much there was to complain about: orders, contacts, active customers, a day (since 1970) at a time.
CREATE TABLE exposures (
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  day INTEGER NOT NULL CHECK (day BETWEEN -1000000 AND 10000000),
  count REAL NOT NULL CHECK (count >= 0 AND count <= 1e15),
  PRIMARY KEY (name, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  id TEXT PRIMARY KEY NOT NULL,
  day INTEGER NOT NULL CHECK (day BETWEEN -1000000 AND 10000000),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  rebase INTEGER NOT NULL DEFAULT 0 CHECK (rebase IN (0, 1)),
  author_name TEXT NOT NULL CHECK (length(author_name) <= 100),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991)
) STRICT;
CREATE INDEX notes_by_day ON notes (day);
