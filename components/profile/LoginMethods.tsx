import type { LoginMethodEntry } from '@/config/contracts/profile';
import { Time } from '../ui/Time';

const RECIPE_NAMES: Record<LoginMethodEntry['recipe'], string> = {
  emailpassword: 'Password',
  passwordless: 'Email link',
  thirdparty: 'Another account',
  webauthn: 'Passkey',
};

/** The login methods of an account, with identity and creation time. */
export function LoginMethods({ loginMethods }: { loginMethods: LoginMethodEntry[] }) {
  return (
    <ul className="grid gap-2">
      {loginMethods.map(({ recipe, identity, createdAt }) => (
        <li key={`${recipe} ${identity}`}>
          {RECIPE_NAMES[recipe]} for {identity}
          <span className="text-note text-soft block">
            since <Time at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
