import type { LoginMethodEntry } from '@/config/contracts/profile';
import { providerName, toProviderId } from '@/config/signInMethods';
import { Time } from '../ui/Time';

const RECIPE_NAMES: Record<LoginMethodEntry['recipe'], string> = {
  emailpassword: 'Password',
  passwordless: 'Email link',
  thirdparty: 'Another account',
  webauthn: 'Passkey',
};

function methodName({ recipe, provider }: LoginMethodEntry, openIdName: string | undefined): string {
  const known = toProviderId(provider);
  return known === undefined ? RECIPE_NAMES[recipe] : providerName(known, openIdName);
}

interface LoginMethodsProps {
  /** With the time of the last sign-in, where it is known. */
  loginMethods: (LoginMethodEntry & { lastUsedAt?: number | null })[];
  /** Name of the provider that the operator chose, as in OIDC_NAME. */
  openIdName: string | undefined;
}

/** The login methods of an account, with identity and creation time. */
export function LoginMethods({ loginMethods, openIdName }: LoginMethodsProps) {
  return (
    <ul className="grid gap-2">
      {loginMethods.map((method) => (
        <li key={`${method.recipe} ${method.provider} ${method.identity}`}>
          {methodName(method, openIdName)} for {method.identity}
          <span className="text-note text-soft block">
            since <Time at={method.createdAt} />
            {method.lastUsedAt != null && (
              <>
                , last used <Time at={method.lastUsedAt} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
