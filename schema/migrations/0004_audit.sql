-- Who changed what. Rows are added in the batch of the change they tell of, and never changed or taken away.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 9007199254740991),
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('staff', 'key')),
  actor_id TEXT NOT NULL CHECK (length(actor_id) <= 100),
  actor_name TEXT NOT NULL CHECK (length(actor_name) <= 200),
  action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 60),
  target TEXT NOT NULL CHECK (length(target) <= 200),
  detail TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail))
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit log is never changed');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit log is never deleted');
END;

-- One-time links by which people become staff; only the hash of a link's token is kept.
CREATE TABLE staff_invitations (
  id TEXT PRIMARY KEY NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  email TEXT NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'agent', 'viewer')),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  expires_at INTEGER NOT NULL CHECK (expires_at BETWEEN 0 AND 9007199254740991)
) STRICT;
