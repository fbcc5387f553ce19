import type { Migration } from './migration.ts';

/** A token may be for a user id that the core does not know, so user_id is not a foreign key. */
export const emailverification: Migration = {
  number: 70,
  name: 'emailverification',
  sql: `
    CREATE TABLE email_verification_tokens (
      app_id TEXT NOT NULL,
      token_hash TEXT NOT NULL,
      tenant_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      email TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      PRIMARY KEY (app_id, token_hash),
      FOREIGN KEY (app_id, tenant_id) REFERENCES tenants ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX email_verification_tokens_by_user ON email_verification_tokens (app_id, user_id);
    CREATE INDEX email_verification_tokens_by_tenant ON email_verification_tokens (app_id, tenant_id);
    CREATE INDEX email_verification_tokens_by_expiry ON email_verification_tokens (expires_at);
  `,
};
