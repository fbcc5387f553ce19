-- How often something was tried. Names are pseudonyms (HMAC); what the state means: netlify/platform/throttle/policy.ts.
CREATE TABLE counters (
  -- What is counted for: an account, a user, a network or a mail recipient.
  subject text NOT NULL,
  kind text NOT NULL,
  -- The browser or network that tried; empty where all are counted together.
  source text NOT NULL,
  state jsonb NOT NULL,
  -- Changes with each write: a write on the condition of a version is one atomic step.
  version uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (subject, kind, source)
);

CREATE INDEX counters_expires_at ON counters (expires_at);
