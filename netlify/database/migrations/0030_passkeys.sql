-- Passkeys of users, see netlify/passkeys/passkeyRows.ts.
CREATE TABLE passkeys (
  -- Names the passkey in URLs and forms.
  id uuid PRIMARY KEY,
  -- Id of the credential, in base64url.
  credential_id text NOT NULL UNIQUE,
  user_id text NOT NULL,
  -- The host that it was created for: browsers offer it nowhere else.
  rp_id text NOT NULL,
  -- COSE key in base64url.
  public_key text NOT NULL,
  counter bigint NOT NULL,
  transports jsonb NOT NULL,
  is_multi_device boolean NOT NULL,
  is_backed_up boolean NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  -- The challenge of the last sign-in, which tells a repeated statement from a copied authenticator.
  last_challenge text,
  -- A removed passkey is kept for a while, so that its use can be reported to the user.
  removed_at timestamptz
);

CREATE INDEX passkeys_user_id ON passkeys (user_id);

-- Challenges that wait for their answer.
CREATE TABLE passkey_challenges (
  challenge text PRIMARY KEY,
  -- Hash of who may answer it, for what: browser, host, user and purpose.
  bound_to text NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX passkey_challenges_expires_at ON passkey_challenges (expires_at);
