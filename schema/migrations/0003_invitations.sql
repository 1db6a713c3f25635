-- Personal links to a survey. Only the hash of a link's token is kept: whoever reads the database can answer for nobody.
-- One invitation, one response: response_id names the one that was begun, used_at says that it is complete. Of an
-- anonymous survey response_id stays empty and used_at is the day, so that no answer can be traced to a person.
CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  survey_id TEXT NOT NULL REFERENCES surveys (id) ON DELETE CASCADE,
  customer_id TEXT CHECK (length(customer_id) BETWEEN 1 AND 100),
  created_at INTEGER NOT NULL CHECK (created_at BETWEEN 0 AND 9007199254740991),
  expires_at INTEGER NOT NULL CHECK (expires_at BETWEEN 0 AND 9007199254740991),
  revoked_at INTEGER CHECK (revoked_at BETWEEN 0 AND 9007199254740991),
  used_at INTEGER CHECK (used_at BETWEEN 0 AND 9007199254740991),
  response_id TEXT CHECK (length(response_id) BETWEEN 1 AND 64)
) STRICT;
-- A person has one open link to a survey; a new one revokes it.
CREATE UNIQUE INDEX invitations_open ON invitations (survey_id, customer_id)
  WHERE revoked_at IS NULL AND used_at IS NULL AND customer_id IS NOT NULL;
CREATE INDEX invitations_of_response ON invitations (survey_id, response_id)
  WHERE response_id IS NOT NULL;
CREATE INDEX invitations_by_survey ON invitations (survey_id, created_at);
CREATE INDEX invitations_by_customer ON invitations (customer_id) WHERE customer_id IS NOT NULL;
