-- When a user has last signed in, by each way. Passkeys keep it themselves.
CREATE TABLE sign_in_uses (
  -- Hash of the user id.
  subject text NOT NULL,
  method text NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (subject, method)
);
