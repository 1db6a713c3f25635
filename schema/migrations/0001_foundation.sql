-- One organisation: its settings, staff and keys; surveys and their versions; responses and what is tallied from them.
-- Days are counted from 1970-01-01 in the account's time zone, times are milliseconds UTC, JSON is text that is checked.

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value TEXT NOT NULL CHECK (json_valid(value)),
  revision INTEGER NOT NULL DEFAULT 1 CHECK (revision BETWEEN 1 AND 9007199254740991)
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'agent', 'viewer')),
  password_hash TEXT NOT NULL CHECK (password_hash GLOB '$scrypt$*'),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  disabled_at INTEGER CHECK (disabled_at BETWEEN 0 AND 9007199254740991)
) STRICT;

CREATE TABLE setup_tokens (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  expires_at INTEGER NOT NULL CHECK (expires_at BETWEEN 0 AND 9007199254740991),
  used_at INTEGER CHECK (used_at BETWEEN 0 AND 9007199254740991)
) STRICT;

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 64),
  staff_id TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  last_seen_at INTEGER NOT NULL CHECK (last_seen_at BETWEEN 0 AND 9007199254740991),
  expires_at INTEGER NOT NULL CHECK (expires_at BETWEEN 0 AND 9007199254740991)
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_id);

CREATE TABLE sign_in_failures (
  bucket TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL CHECK (failures BETWEEN 0 AND 1000000),
  window_started_at INTEGER NOT NULL CHECK (window_started_at BETWEEN 0 AND 9007199254740991)
) STRICT;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  scope TEXT NOT NULL CHECK (scope IN ('read', 'write')),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  expires_at INTEGER CHECK (expires_at BETWEEN 0 AND 9007199254740991),
  revoked_at INTEGER CHECK (revoked_at BETWEEN 0 AND 9007199254740991)
) STRICT;

CREATE TABLE surveys (
  id TEXT PRIMARY KEY NOT NULL,
  slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 64),
  status TEXT NOT NULL CHECK (status IN ('draft', 'live', 'closed')),
  version INTEGER NOT NULL DEFAULT 0 CHECK (version BETWEEN 0 AND 1000000),
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  draft_revision INTEGER NOT NULL DEFAULT 1 CHECK (draft_revision BETWEEN 1 AND 9007199254740991),
  sharing TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(sharing)),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  published_at INTEGER CHECK (published_at BETWEEN 0 AND 9007199254740991),
  closed_at INTEGER CHECK (closed_at BETWEEN 0 AND 9007199254740991)
) STRICT;

CREATE TABLE survey_versions (
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  published_at INTEGER NOT NULL CHECK (published_at BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (survey_id, version)
) STRICT;

CREATE TABLE customers (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 100),
  name TEXT CHECK (length(name) <= 200),
  email TEXT CHECK (length(email) <= 254),
  tier TEXT CHECK (length(tier) <= 64),
  stage TEXT CHECK (length(stage) <= 64),
  locale TEXT CHECK (length(locale) <= 20),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  updated_at INTEGER NOT NULL CHECK (updated_at BETWEEN 0 AND 9007199254740991)
) STRICT;

-- seq grows with every insert and every replacement: what is above a survey's cursor is not tallied yet.
CREATE TABLE responses (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 1000000),
  version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  submitted_at INTEGER NOT NULL CHECK (submitted_at BETWEEN 0 AND 9007199254740991),
  channel TEXT NOT NULL CHECK (length(channel) BETWEEN 1 AND 20),
  locale TEXT CHECK (length(locale) <= 20),
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  segments TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(segments)),
  shown TEXT CHECK (json_valid(shown)),
  customer_id TEXT CHECK (length(customer_id) BETWEEN 1 AND 100),
  customer_verified INTEGER NOT NULL DEFAULT 0 CHECK (customer_verified IN (0, 1)),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  seconds_taken REAL CHECK (seconds_taken BETWEEN 0 AND 10000000),
  body_hash TEXT NOT NULL CHECK (length(body_hash) BETWEEN 20 AND 64),
  UNIQUE (id, survey_id)
) STRICT;
CREATE INDEX responses_to_fold ON responses (survey_id, seq);
CREATE INDEX responses_by_time ON responses (survey_id, submitted_at);
CREATE INDEX responses_by_customer ON responses (customer_id, survey_id, submitted_at)
  WHERE customer_id IS NOT NULL;

-- What a deleted response leaves behind, so that its address answers 410 and its id cannot come back.
CREATE TABLE deleted_responses (
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  deleted_at INTEGER NOT NULL CHECK (deleted_at BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (survey_id, id)
) STRICT, WITHOUT ROWID;

-- The old selves of tallied responses that were changed or deleted, waiting to be subtracted.
CREATE TABLE retractions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  response TEXT NOT NULL CHECK (json_valid(response))
) STRICT;
CREATE INDEX retractions_to_fold ON retractions (survey_id, seq);

CREATE TABLE tally_cursors (
  survey_id TEXT PRIMARY KEY NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  folded_through INTEGER NOT NULL DEFAULT 0 CHECK (folded_through BETWEEN 0 AND 9007199254740991)
) STRICT;

-- Additive sums of one survey, segment ('' = everyone, 'tier=key', 'tier&locale=en&key'), measure and day; a long vector
-- of sums continues in further parts.
CREATE TABLE tallies (
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  segment TEXT NOT NULL,
  measure TEXT NOT NULL,
  day INTEGER NOT NULL CHECK (day BETWEEN -1000000 AND 10000000),
  part INTEGER NOT NULL CHECK (part BETWEEN 0 AND 1000),
  s0 REAL NOT NULL, s1 REAL NOT NULL, s2 REAL NOT NULL, s3 REAL NOT NULL,
  s4 REAL NOT NULL, s5 REAL NOT NULL, s6 REAL NOT NULL, s7 REAL NOT NULL,
  s8 REAL NOT NULL, s9 REAL NOT NULL, s10 REAL NOT NULL, s11 REAL NOT NULL,
  PRIMARY KEY (survey_id, segment, measure, day, part)
) STRICT, WITHOUT ROWID;

-- The values of a segment name that are kept apart: at most 200 a name, further ones count as 'other'.
CREATE TABLE segment_values (
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (length(name) <= 40),
  value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 64),
  PRIMARY KEY (survey_id, name, value)
) STRICT, WITHOUT ROWID;

-- A batch inserts what must be true: a row that is not 1 fails the CHECK, and with it the whole batch.
CREATE TABLE guards (
  holds INTEGER NOT NULL CHECK (holds = 1)
) STRICT;

-- Answers acknowledged while the database was away that turned out not to fit (their invitation was used, their id taken
-- by other content): outside every figure, listed for staff, never dropped.
CREATE TABLE conflicts (
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 1000000),
  reason TEXT NOT NULL,
  response TEXT NOT NULL CHECK (json_valid(response)),
  noticed_at INTEGER NOT NULL CHECK (noticed_at BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (survey_id, id, revision)
) STRICT;

-- Long work and how far it is; staff look it up by its id.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed')),
  result TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(result)),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  updated_at INTEGER NOT NULL CHECK (updated_at BETWEEN 0 AND 9007199254740991)
) STRICT;
