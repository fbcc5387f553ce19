import { findCdiVersion, isVersion } from '../cdiVersions.ts';
import { listedApiKeys } from './apiKeys.ts';
import type { ConfigValues } from './values.ts';

/**
 * A validation rule for setting values, with the real core's error message. The real core checks them in this
 * order.
 */
interface Rule {
  readonly isViolated: (value: (key: string) => unknown) => boolean;
  readonly problem: string;
  /** Not enforced in the real core's test mode. */
  readonly isSkippedInTestMode?: true;
}

const positive = (key: string, problem = `'${key}' must be > 0`): Rule => ({
  isViolated: (value) => Number(value(key)) <= 0,
  problem,
});

const url = (key: string): Rule => ({
  isViolated: (value) => value(key) !== null && !URL.canParse(String(value(key))),
  problem: `${key} is not a valid URL`,
});

const pattern = (key: string): Rule => ({
  isViolated: (value) => value(key) !== null && !isPattern(String(value(key))),
  problem: `Provided regular expression is invalid for ${key} config`,
});

const OAUTH_TOGETHER = [
  'oauth_provider_public_service_url',
  'oauth_provider_admin_service_url',
  'oauth_provider_consent_login_base_url',
];

const KEY_CHARACTERS = /^[=\-0-9a-zA-Z]*$/;

const isArgon2 = (value: (key: string) => unknown) => upper(value('password_hashing_alg')) === 'ARGON2';

const RULES: readonly Rule[] = [
  {
    isViolated: (value) => value('core_config_version') === -1,
    problem:
      "'core_config_version' is not set in the config.yaml file. Please redownload and install SuperTokens",
  },
  {
    isViolated: (value) => !isBetween(value('access_token_validity'), 1, 86_400_000),
    problem: "'access_token_validity' must be between 1 and 86400000 seconds inclusive.",
  },
  {
    isViolated: (value) =>
      Number(value('refresh_token_validity')) * 60 <= Number(value('access_token_validity')),
    problem: "'refresh_token_validity' must be strictly greater than 'access_token_validity'.",
    isSkippedInTestMode: true,
  },
  {
    isViolated: (value) => Number(value('access_token_dynamic_signing_key_update_interval')) < 1,
    problem: "'access_token_dynamic_signing_key_update_interval' must be greater than, equal to 1 hour.",
    isSkippedInTestMode: true,
  },
  positive('password_reset_token_lifetime', "'password_reset_token_lifetime' must be >= 0"),
  positive('email_verification_token_lifetime', "'email_verification_token_lifetime' must be >= 0"),
  positive('passwordless_code_lifetime'),
  positive('passwordless_max_code_input_attempts'),
  positive('totp_max_attempts'),
  positive('totp_rate_limit_cooldown_sec'),
  positive('max_server_pool_size', "'max_server_pool_size' must be >= 1."),
  {
    isViolated: (value) => listedApiKeys(value('api_keys')).some((key) => key.length < 20),
    problem: 'One of the API keys is too short. Please use at least 20 characters',
  },
  {
    isViolated: (value) => listedApiKeys(value('api_keys')).some((key) => !KEY_CHARACTERS.test(key)),
    problem: "Invalid characters in API key. Please only use '=', '-' and alpha-numeric (including capitals)",
  },
  {
    isViolated: (value) => value('supertokens_saas_secret') !== null && value('api_keys') === null,
    problem: 'supertokens_saas_secret can only be used when api_key is also defined',
  },
  {
    isViolated: (value) => isSet(value('supertokens_saas_secret'), (secret) => secret.length < 40),
    problem: 'supertokens_saas_secret is too short. Please use at least 40 characters',
  },
  {
    isViolated: (value) => isSet(value('supertokens_saas_secret'), (secret) => !KEY_CHARACTERS.test(secret)),
    problem:
      "Invalid characters in supertokens_saas_secret key. Please only use '=', '-' and alpha-numeric (including capitals)",
  },
  {
    isViolated: (value) => !['ARGON2', 'BCRYPT'].includes(upper(value('password_hashing_alg'))),
    problem: "'password_hashing_alg' must be one of 'ARGON2' or 'BCRYPT'",
  },
  ...['argon2_iterations', 'argon2_parallelism', 'argon2_memory_kb', 'argon2_hashing_pool_size'].map(
    (key): Rule => ({
      isViolated: (value) => isArgon2(value) && Number(value(key)) <= 0,
      problem: `'${key}' must be >= 1`,
    }),
  ),
  {
    isViolated: (value) =>
      isArgon2(value) && Number(value('argon2_hashing_pool_size')) > Number(value('max_server_pool_size')),
    problem: "'argon2_hashing_pool_size' must be <= 'max_server_pool_size'",
  },
  {
    isViolated: (value) => !isArgon2(value) && Number(value('bcrypt_log_rounds')) <= 0,
    problem: "'bcrypt_log_rounds' must be >= 1",
  },
  {
    isViolated: (value) => String(value('base_path')).includes(' '),
    problem: 'Invalid characters in base_path config',
  },
  {
    isViolated: (value) => !['INFO', 'NONE', 'ERROR', 'WARN', 'DEBUG'].includes(upper(value('log_level'))),
    problem: '\'log_level\' config must be one of "NONE","DEBUG", "INFO", "WARN" or "ERROR".',
  },
  pattern('ip_allow_regex'),
  pattern('ip_deny_regex'),
  {
    isViolated: (value) => isSet(value('supertokens_max_cdi_version'), (version) => !isVersion(version)),
    problem: 'supertokens_max_cdi_version is not a valid semantic version',
  },
  {
    isViolated: (value) =>
      isSet(value('supertokens_max_cdi_version'), (version) => findCdiVersion(version) === null),
    problem: 'supertokens_max_cdi_version is not a supported version',
  },
  positive('bulk_migration_parallelism', 'Provided bulk_migration_parallelism must be >= 1'),
  positive('bulk_migration_batch_size', 'Provided bulk_migration_batch_size must be >= 1'),
  positive(
    'webauthn_recover_account_token_lifetime',
    'Provided webauthn_recover_account_token_lifetime must be > 0',
  ),
  ...OAUTH_TOGETHER.map((key) => url(key)),
  url('oauth_provider_url_configured_in_oauth_provider'),
  {
    isViolated: (value) => {
      const missing = OAUTH_TOGETHER.filter((key) => value(key) === null);
      return missing.length > 0 && missing.length < OAUTH_TOGETHER.length;
    },
    problem: `If any of the following is set, all of them has to be set: ${OAUTH_TOGETHER.join(', ')}`,
  },
];

/** Returns the error message of the first violated rule, or null. */
export function findViolatedRule(values: ConfigValues, testing: boolean): string | null {
  const value = (key: string) => values.get(key);
  const broken = RULES.find(
    (rule) => !(testing && rule.isSkippedInTestMode === true) && rule.isViolated(value),
  );
  return broken?.problem ?? null;
}

const upper = (value: unknown): string => String(value).toUpperCase();

const isBetween = (value: unknown, min: number, max: number): boolean =>
  Number(value) >= min && Number(value) <= max;

const isSet = (value: unknown, matches: (text: string) => boolean): boolean =>
  typeof value === 'string' && matches(value);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
