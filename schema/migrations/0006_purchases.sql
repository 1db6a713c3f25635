-- When customers bought, so that it can be told who came back after an answer; and how complainants rated the way their
-- case was handled.

CREATE TABLE purchases (
  customer_id TEXT NOT NULL CHECK (length(customer_id) BETWEEN 1 AND 100),
  at INTEGER NOT NULL CHECK (at BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (customer_id, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchases_by_time ON purchases (at);

ALTER TABLE complaints ADD COLUMN satisfied INTEGER CHECK (satisfied IN (0, 1));
