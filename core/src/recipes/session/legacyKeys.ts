import { isAtLeast } from '../../cdiVersions.ts';
import type { CdiVersion } from '../../cdiVersions.ts';
import type { Context } from '../../context.ts';
import { publicKeyText } from '../../crypto/jwt.ts';
import type { SigningKey } from '../../crypto/jwt.ts';
import type { Tenant } from '../multitenancy/types.ts';

/** Ten years in milliseconds, for a key that never changes. */
const TEN_YEARS_MS = 10 * 365 * 24 * 3600 * 1000;

const listed = (key: SigningKey, expiryTime: number): object => ({
  publicKey: publicKeyText(key),
  expiryTime,
  createdAt: key.createdAt,
});

/**
 * The signing keys in responses to callers before CDI 2.21, which do not use JWKS: the current key and, since
 * 2.9, all published ones.
 */
export async function legacyKeysOf(
  { keys }: Pick<Context, 'keys'>,
  app: Tenant,
  cdiVersion: CdiVersion,
): Promise<object> {
  if (isAtLeast(cdiVersion, '2.21')) return {};
  const { signsWithDynamicKey, dynamicKeyUpdateInterval } = app.settings;
  const current = await keys.current(app, signsWithDynamicKey ? 'dynamic' : 'static');
  const list = signsWithDynamicKey
    ? (await keys.dynamic(app)).map(({ key, expiresAt }) => listed(key, expiresAt))
    : [listed(current, current.createdAt + TEN_YEARS_MS)];
  return {
    jwtSigningPublicKey: publicKeyText(current),
    jwtSigningPublicKeyExpiryTime: signsWithDynamicKey
      ? current.createdAt + dynamicKeyUpdateInterval
      : TEN_YEARS_MS,
    ...(isAtLeast(cdiVersion, '2.9') && { jwtSigningPublicKeyList: list }),
  };
}
