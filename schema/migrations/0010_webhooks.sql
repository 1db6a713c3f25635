-- Where events are sent to, and what was or is to be sent. A webhook's secret is derived from its id and number, never stored.
-- The three cursors say how far events have been put into the outbox; they are only ever moved together with it.
CREATE TABLE webhooks (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  url TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  events TEXT NOT NULL CHECK (json_valid(events)),
  -- The surveys it is told of; NULL: all of them.
  surveys TEXT CHECK (json_valid(surveys)),
  secret_number INTEGER NOT NULL DEFAULT 1 CHECK (secret_number BETWEEN 1 AND 1000000),
  rotated_at INTEGER CHECK (rotated_at BETWEEN 0 AND 9007199254740991),
  disabled TEXT CHECK (disabled IN ('paused', 'gone', 'failing')),
  disabled_at INTEGER CHECK (disabled_at BETWEEN 0 AND 9007199254740991),
  failing_since INTEGER CHECK (failing_since BETWEEN 0 AND 9007199254740991),
  resume_at INTEGER CHECK (resume_at BETWEEN 0 AND 9007199254740991),
  response_seq INTEGER NOT NULL CHECK (response_seq BETWEEN 0 AND 9007199254740991),
  complaint_seq INTEGER NOT NULL CHECK (complaint_seq BETWEEN 0 AND 9007199254740991),
  alert_seq INTEGER NOT NULL CHECK (alert_seq BETWEEN 0 AND 9007199254740991),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991)
) STRICT;

-- One row for each webhook and thing that happened. Whoever sends one takes it first, until `lease_until`.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  event TEXT NOT NULL CHECK (length(event) BETWEEN 1 AND 40),
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 300),
  survey_id TEXT,
  response_id TEXT,
  -- NULL once it was erased, or once nobody needs it any more.
  payload TEXT CHECK (json_valid(payload) AND length(payload) <= 20000),
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 1000),
  next_at INTEGER NOT NULL CHECK (next_at BETWEEN 0 AND 9007199254740991),
  lease_until INTEGER NOT NULL DEFAULT 0 CHECK (lease_until BETWEEN 0 AND 9007199254740991),
  last_at INTEGER CHECK (last_at BETWEEN 0 AND 9007199254740991),
  status INTEGER CHECK (status BETWEEN 100 AND 999),
  failure TEXT CHECK (length(failure) <= 40),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  UNIQUE (webhook_id, source)
) STRICT;
CREATE INDEX outbox_due ON outbox (webhook_id, next_at) WHERE state = 'pending';
CREATE INDEX outbox_of_webhook ON outbox (webhook_id, seq);
CREATE INDEX outbox_of_response ON outbox (response_id, survey_id) WHERE response_id IS NOT NULL;
CREATE INDEX outbox_by_age ON outbox (created_at);
