import { findCdiVersion, NEWEST_CDI_VERSION } from './cdiVersions.ts';
import type { CdiVersion } from './cdiVersions.ts';
import { listedApiKeys } from './config/apiKeys.ts';
import type { JsonObject } from './json.ts';

/** A tenant's settings that affect the core. Durations are in milliseconds. */
export interface Settings {
  readonly accessTokenValidity: number;
  readonly refreshTokenValidity: number;
  readonly dynamicKeyUpdateInterval: number;
  /**
   * For callers before CDI 2.21, which do not send it: whether access tokens are signed with dynamic keys.
   */
  readonly signsWithDynamicKey: boolean;
  /** For callers before CDI 2.21: whether each verification looks up the session in the database. */
  readonly looksUpAccessTokens: boolean;
  readonly passwordResetTokenLifetime: number;
  readonly emailVerificationTokenLifetime: number;
  readonly passwordlessCodeLifetime: number;
  readonly passwordlessMaxCodeInputAttempts: number;
  readonly webauthnRecoveryTokenLifetime: number;
  readonly totpMaxAttempts: number;
  readonly totpRateLimitCooldown: number;
  readonly passwordHashing: 'BCRYPT' | 'ARGON2';
  /** Required to verify imported Firebase password hashes. */
  readonly firebaseSignerKey: string | undefined;
  readonly apiKeys: readonly string[];
  /** The newest CDI version that the app accepts. */
  readonly newestCdiVersion: CdiVersion;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Reads settings from the real core's configuration keys and converts their units. */
export function readSettings(config: JsonObject): Settings {
  const number = (key: string, fallback: number) => readNumber(config[key], fallback);
  return {
    accessTokenValidity: number('access_token_validity', 3600) * SECOND_MS,
    refreshTokenValidity: Math.floor(number('refresh_token_validity', 144_000) * MINUTE_MS),
    dynamicKeyUpdateInterval: Math.floor(
      readNumber(
        config.access_token_dynamic_signing_key_update_interval ??
          config.access_token_signing_key_update_interval,
        168,
      ) * HOUR_MS,
    ),
    signsWithDynamicKey: readFlag(config.access_token_signing_key_dynamic, true),
    looksUpAccessTokens: readFlag(config.access_token_blacklisting, false),
    passwordResetTokenLifetime: number('password_reset_token_lifetime', HOUR_MS),
    emailVerificationTokenLifetime: number('email_verification_token_lifetime', 24 * HOUR_MS),
    passwordlessCodeLifetime: number('passwordless_code_lifetime', 15 * MINUTE_MS),
    passwordlessMaxCodeInputAttempts: number('passwordless_max_code_input_attempts', 5),
    webauthnRecoveryTokenLifetime: number('webauthn_recover_account_token_lifetime', HOUR_MS),
    totpMaxAttempts: number('totp_max_attempts', 5),
    totpRateLimitCooldown: number('totp_rate_limit_cooldown_sec', 900) * SECOND_MS,
    passwordHashing: readText(config.password_hashing_alg)?.toUpperCase() === 'ARGON2' ? 'ARGON2' : 'BCRYPT',
    firebaseSignerKey: readText(config.firebase_password_hashing_signer_key),
    apiKeys: listedApiKeys(config.api_keys).filter((key) => key !== ''),
    newestCdiVersion:
      findCdiVersion(readText(config.supertokens_max_cdi_version) ?? '') ?? NEWEST_CDI_VERSION,
  };
}

/** Numbers may be given as text ("0.001"), as in the real core's YAML. */
function readNumber(value: unknown, fallback: number): number {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : fallback;
}

/** Booleans may be given as text. */
const readFlag = (value: unknown, fallback: boolean): boolean =>
  typeof value === 'boolean' ? value : typeof value === 'string' ? value.toLowerCase() === 'true' : fallback;

const readText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
