import type { Migration } from './migration.ts';

/** The authenticator chooses the credential id, so it is unique per relying party only. */
export const webauthn: Migration = {
  number: 130,
  name: 'webauthn',
  sql: `
    CREATE TABLE webauthn_options (
      app_id TEXT NOT NULL,
      options_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      challenge TEXT NOT NULL,
      email TEXT,
      relying_party_id TEXT NOT NULL,
      relying_party_name TEXT NOT NULL,
      origin TEXT NOT NULL,
      user_verification TEXT NOT NULL,
      is_user_presence_required INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, options_id),
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX webauthn_options_by_tenant ON webauthn_options (app_id, tenant_id);
    CREATE INDEX webauthn_options_by_expiry ON webauthn_options (expires_at);

    CREATE TABLE webauthn_credentials (
      app_id TEXT NOT NULL,
      credential_id TEXT NOT NULL,
      relying_party_id TEXT NOT NULL,
      recipe_user_id TEXT NOT NULL,
      public_key BLOB NOT NULL,
      counter INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, credential_id, relying_party_id),
      FOREIGN KEY (app_id, recipe_user_id) REFERENCES login_methods ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX webauthn_credentials_by_user ON webauthn_credentials (app_id, recipe_user_id, created_at);

    CREATE TABLE webauthn_recovery_tokens (
      app_id TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      token_hash TEXT NOT NULL,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, tenant_id, token_hash),
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX webauthn_recovery_tokens_by_user ON webauthn_recovery_tokens (app_id, user_id);
    CREATE INDEX webauthn_recovery_tokens_by_email ON webauthn_recovery_tokens (app_id, email, tenant_id);
    CREATE INDEX webauthn_recovery_tokens_by_expiry ON webauthn_recovery_tokens (expires_at);
  `,
};
