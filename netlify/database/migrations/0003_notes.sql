-- Notes of users. How many a user has is stored, too, so that one statement can check and change it.
CREATE TABLE note_counts (
  user_id text PRIMARY KEY,
  notes integer NOT NULL
);

CREATE TABLE notes (
  user_id text NOT NULL,
  id text NOT NULL,
  text text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, id)
);
