-- The second factor of a user: time-based codes (RFC 6238) of an authenticator app.
CREATE TABLE second_factors (
  -- Hash of the user id.
  subject text PRIMARY KEY,
  -- Of this factor: another one has another id.
  id uuid NOT NULL,
  -- Encrypted with the key of this id: netlify/second-factor/secretBox.ts.
  key_id text NOT NULL,
  secret text NOT NULL,
  -- The time step of the last code that was accepted: no code is accepted twice.
  last_step bigint NOT NULL,
  added_at timestamptz NOT NULL,
  -- Hashes of the recovery codes that are left, and their common salt.
  recovery_salt text NOT NULL,
  recovery_hashes text[] NOT NULL
);

CREATE INDEX second_factors_key_id ON second_factors (key_id);

-- Factors that a user has begun to add and has not confirmed by a code.
CREATE TABLE second_factor_setups (
  subject text PRIMARY KEY,
  -- Hash of the handle of the session that has begun.
  session text NOT NULL,
  key_id text NOT NULL,
  secret text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX second_factor_setups_expires_at ON second_factor_setups (expires_at);

-- Browsers in which a user is not asked for the second factor when they sign in.
CREATE TABLE trusted_browsers (
  subject text NOT NULL,
  -- Hash of the token in the cookie.
  token text NOT NULL,
  -- State of the user's credentials when they trusted the browser: another state ends the trust.
  generation text NOT NULL,
  -- Names for display; null if unknown.
  browser text,
  system text,
  trusted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (subject, token)
);

CREATE INDEX trusted_browsers_expires_at ON trusted_browsers (expires_at);
