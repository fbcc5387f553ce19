import type { WayIn } from '@/config/contracts/profile';
import { Moment } from '../ui/Time';

const names: Record<WayIn['recipe'], string> = {
  emailpassword: 'Password',
  passwordless: 'One-time code',
  thirdparty: 'Another account',
  webauthn: 'Passkey',
};

/** Each way into an account, for whom and since when. */
export function WaysIn({ waysIn }: { waysIn: WayIn[] }) {
  return (
    <ul className="grid gap-2">
      {waysIn.map(({ recipe, identity, since }) => (
        <li key={`${recipe} ${identity}`}>
          {names[recipe]} for {identity}
          <span className="text-note text-soft block">
            since <Moment at={since} />
          </span>
        </li>
      ))}
    </ul>
  );
}
