-- By when a complaint's author was promised a reply; none where nothing was promised.
ALTER TABLE complaints ADD COLUMN due_at INTEGER CHECK (due_at BETWEEN 0 AND 9007199254740991);

-- The widget's scripts that websites may have pinned, each as it was, under the name it was served by.
CREATE TABLE widget_scripts (
  name TEXT PRIMARY KEY NOT NULL CHECK (length(name) = 20),
  script TEXT NOT NULL CHECK (length(script) BETWEEN 1 AND 200000),
  kept_at INTEGER NOT NULL CHECK (kept_at BETWEEN 0 AND 9007199254740991)
) STRICT;
