-- What happened to an account, by day (UTC) and kind: the first entries of a day, and how often it happened in all.
CREATE TABLE activity (
  -- Hash of the user id.
  subject text NOT NULL,
  day date NOT NULL,
  kind text NOT NULL,
  times integer NOT NULL,
  entries jsonb NOT NULL,
  PRIMARY KEY (subject, day, kind)
);

CREATE INDEX activity_day ON activity (day);
