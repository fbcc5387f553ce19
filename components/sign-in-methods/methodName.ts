import type { AccountMethod } from '@/config/contracts/sign-in-methods';
import { providerName, toProviderId } from '@/config/signInMethods';
import type { Translator } from '../ui/translations';

/**
 * Names a way to sign in.
 *
 * @param openIdName name of the provider that the operator chose, as in OIDC_NAME
 */
export function methodName(
  method: AccountMethod,
  openIdName: string | undefined,
  t: Translator<'sign-in-methods'>,
): string {
  const provider = toProviderId(method);
  if (provider !== undefined) return providerName(provider, openIdName);
  return method === 'password' ? t('names.password') : t('names.email');
}
