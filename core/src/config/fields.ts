import { availableParallelism } from 'node:os';

/** Java type names, which are part of the error messages. */
export type FieldType = 'long' | 'int' | 'double' | 'boolean' | 'String';

/**
 * At which level a value may differ: per tenant, per app (shared by its tenants), or only for the whole core,
 * which the API cannot set.
 */
type Level = 'tenant' | 'app' | 'core';

export interface ConfigField {
  readonly key: string;
  readonly type: FieldType;
  readonly fallback: string | number | boolean | null;
  readonly level: Level;
  readonly possibleValues?: readonly string[];
  /** Set only for settings that the dashboard shows. */
  readonly description?: string;
}

const HOUR_MS = 3_600_000;

const tenant = (key: string, type: FieldType, fallback: ConfigField['fallback'], description?: string) =>
  field('tenant', key, type, fallback, description);
const app = (key: string, type: FieldType, fallback: ConfigField['fallback'], description?: string) =>
  field('app', key, type, fallback, description);
const core = (key: string, type: FieldType, fallback: ConfigField['fallback']) =>
  field('core', key, type, fallback);

/** All settings of the real core 11.4, in its order. This core acts on those in settings.ts. */
export const CONFIG_FIELDS: readonly ConfigField[] = [
  tenant('core_config_version', 'int', 0),
  app('access_token_validity', 'long', 3600, 'Seconds for which an access token is valid.'),
  app('access_token_blacklisting', 'boolean', false),
  app('refresh_token_validity', 'double', 144_000, 'Minutes for which a refresh token is valid.'),
  tenant(
    'password_reset_token_lifetime',
    'long',
    HOUR_MS,
    'Milliseconds for which a link to reset a password is valid.',
  ),
  tenant(
    'email_verification_token_lifetime',
    'long',
    24 * HOUR_MS,
    'Milliseconds for which a link to verify an email is valid.',
  ),
  tenant(
    'passwordless_max_code_input_attempts',
    'int',
    5,
    'Wrong codes after which a passwordless sign-in starts over.',
  ),
  tenant(
    'passwordless_code_lifetime',
    'long',
    HOUR_MS / 4,
    'Milliseconds for which a passwordless code is valid.',
  ),
  tenant('totp_max_attempts', 'int', 5, 'Wrong TOTP codes after which a user must wait.'),
  tenant('totp_rate_limit_cooldown_sec', 'int', 900, 'Seconds for which such a user must wait.'),
  core('info_log_path', 'String', null),
  core('error_log_path', 'String', null),
  app('access_token_signing_key_dynamic', 'boolean', true),
  app(
    'access_token_dynamic_signing_key_update_interval',
    'double',
    168,
    'Hours after which a new key signs the access tokens.',
  ),
  core('port', 'int', 3567),
  core('host', 'String', 'localhost'),
  core('max_server_pool_size', 'int', 10),
  app('api_keys', 'String', null),
  app('disable_telemetry', 'boolean', false, 'Whether nothing is reported. This core never reports.'),
  {
    ...app('password_hashing_alg', 'String', 'BCRYPT', 'How new passwords are hashed.'),
    possibleValues: ['ARGON2', 'BCRYPT'],
  },
  core('argon2_iterations', 'int', 1),
  core('argon2_memory_kb', 'int', 87_795),
  core('argon2_parallelism', 'int', 2),
  core('argon2_hashing_pool_size', 'int', 1),
  core('firebase_password_hashing_pool_size', 'int', 1),
  core('bcrypt_log_rounds', 'int', 11),
  core('webserver_https_enabled', 'boolean', false),
  core('base_path', 'String', ''),
  core('log_level', 'String', 'INFO'),
  app(
    'firebase_password_hashing_signer_key',
    'String',
    null,
    'The key of the Firebase project from which password hashes were imported.',
  ),
  tenant('ip_allow_regex', 'String', null, 'Addresses that may call, as a pattern. This core lets all call.'),
  tenant(
    'ip_deny_regex',
    'String',
    null,
    'Addresses that may not call, as a pattern. This core lets all call.',
  ),
  app('oauth_provider_public_service_url', 'String', null),
  app('oauth_provider_admin_service_url', 'String', null),
  app('oauth_provider_consent_login_base_url', 'String', null),
  app('oauth_provider_url_configured_in_oauth_provider', 'String', null),
  core('oauth_client_secret_encryption_key', 'String', null),
  core('supertokens_saas_secret', 'String', null),
  app('supertokens_max_cdi_version', 'String', null),
  core('supertokens_saas_load_only_cud', 'String', null),
  app('saml_legacy_acs_url', 'String', null),
  tenant('saml_sp_entity_id', 'String', null, 'The entity id of the SAML service provider.'),
  tenant('saml_claims_validity', 'long', HOUR_MS / 12, 'Milliseconds for which SAML claims can be fetched.'),
  tenant('saml_relay_state_validity', 'long', HOUR_MS / 12, 'Milliseconds for which a SAML login may take.'),
  app('bulk_migration_parallelism', 'int', availableParallelism(), 'Threads that import users.'),
  app('bulk_migration_batch_size', 'int', 8000, 'Users that are imported at a time.'),
  app(
    'webauthn_recover_account_token_lifetime',
    'long',
    HOUR_MS,
    'Milliseconds for which a link to recover a passkey account is valid.',
  ),
  core('otel_collector_connection_uri', 'String', null),
  core('deadlock_logger_enable', 'boolean', false),
];

/** Deprecated setting names and their replacements. */
export const ALIASES: Readonly<Record<string, string>> = {
  access_token_signing_key_update_interval: 'access_token_dynamic_signing_key_update_interval',
};

function field(
  level: Level,
  key: string,
  type: FieldType,
  fallback: ConfigField['fallback'],
  description?: string,
): ConfigField {
  return { key, type, fallback, level, ...(description === undefined ? {} : { description }) };
}
