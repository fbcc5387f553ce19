import type { LoginMethodEntry } from '@/config/contracts/profile';
import { providerName, toProviderId } from '@/config/signInMethods';
import { Time } from '../ui/Time';
import { useTranslations, type Translator } from '../ui/translations';
import { Address } from '../ui/Address';

function methodName(
  { recipe, provider }: LoginMethodEntry,
  openIdName: string | undefined,
  t: Translator<'profile'>,
): string {
  const known = toProviderId(provider);
  return known === undefined ? t(`methods.${recipe}`) : providerName(known, openIdName);
}

/** A login method, with the time of the last sign-in where it is known. */
type UsedLoginMethod = LoginMethodEntry & { lastUsedAt?: number | null };

interface LoginMethodsProps {
  loginMethods: UsedLoginMethod[];
  /** Name of the provider that the operator chose, as in OIDC_NAME. */
  openIdName: string | undefined;
}

function Times({ createdAt, lastUsedAt = null }: UsedLoginMethod) {
  const t = useTranslations('profile');
  const added = () => <Time at={createdAt} />;
  if (lastUsedAt === null) return t.rich('since', { added });
  return t.rich('sinceAndUsed', { added, used: () => <Time at={lastUsedAt} /> });
}

/** The login methods of an account, with identity and creation time. */
export function LoginMethods({ loginMethods, openIdName }: LoginMethodsProps) {
  const t = useTranslations('profile');
  return (
    <ul className="grid gap-2">
      {loginMethods.map((method) => (
        <li key={`${method.recipe} ${method.provider} ${method.identity}`}>
          {t.rich('method', {
            method: methodName(method, openIdName, t),
            identity: method.identity,
            user: (text) => <Address>{text}</Address>,
          })}
          <span className="text-note text-soft block">
            <Times {...method} />
          </span>
        </li>
      ))}
    </ul>
  );
}
