import type { LoginMethodEntry } from '@/config/contracts/profile';
import { Time } from '../ui/Time';

const RECIPE_NAMES: Record<LoginMethodEntry['recipe'], string> = {
  emailpassword: 'Password',
  passwordless: 'One-time code',
  thirdparty: 'Another account',
  webauthn: 'Passkey',
};

/** The login methods of an account, with identity and start. */
export function LoginMethods({ waysIn }: { waysIn: LoginMethodEntry[] }) {
  return (
    <ul className="grid gap-2">
      {waysIn.map(({ recipe, identity, since }) => (
        <li key={`${recipe} ${identity}`}>
          {RECIPE_NAMES[recipe]} for {identity}
          <span className="text-note text-soft block">
            since <Time at={since} />
          </span>
        </li>
      ))}
    </ul>
  );
}
