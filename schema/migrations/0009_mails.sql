-- Mails to customers: at most one of each kind for an invitation. A row holds neither address nor words nor link: a mail
-- is written when it is sent, from what is known by then, so that an erased person leaves nothing here.
-- A mail is `sending` from before it is handed over until the outcome is stored. Whoever ends in between leaves a lease
-- behind that runs out, and an `unknown` mail: it may have been sent, so it is not sent again.
CREATE TABLE mails (
  id TEXT PRIMARY KEY NOT NULL,
  invitation_id TEXT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder')),
  state TEXT NOT NULL CHECK (state IN
    ('queued', 'sending', 'sent', 'unknown', 'failed', 'unsubscribed', 'withdrawn')),
  queued_at INTEGER NOT NULL CHECK (queued_at BETWEEN 0 AND 9007199254740991),
  attempts INTEGER NOT NULL CHECK (attempts BETWEEN 0 AND 1000),
  next_at INTEGER NOT NULL CHECK (next_at BETWEEN 0 AND 9007199254740991),
  lease_until INTEGER CHECK (lease_until BETWEEN 0 AND 9007199254740991),
  settled_at INTEGER CHECK (settled_at BETWEEN 0 AND 9007199254740991),
  detail TEXT CHECK (length(detail) <= 500),
  UNIQUE (invitation_id, kind)
) STRICT;
CREATE INDEX mails_queued ON mails (next_at) WHERE state = 'queued';
CREATE INDEX mails_sending ON mails (lease_until) WHERE state = 'sending';
-- Who wants no mail: a digest of the address under the service's secret. It outlives the customer's record, since a
-- wish to be left alone is not undone by being forgotten.
CREATE TABLE suppressions (
  hash TEXT PRIMARY KEY NOT NULL CHECK (length(hash) = 43),
  since INTEGER NOT NULL CHECK (since BETWEEN 0 AND 9007199254740991)
) STRICT;
