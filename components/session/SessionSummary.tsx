import type { UserAnswer } from '@/config/contracts/session';
import { Code } from '../ui/Code';
import { Facts } from '../ui/Facts';
import { Time } from '../ui/Time';

function TokenTime({ seconds }: { seconds: unknown }) {
  return typeof seconds === 'number' ? <Time at={seconds * 1000} /> : <>unknown</>;
}

/** The main facts of the session. */
export function SessionSummary({ user }: { user: UserAnswer }) {
  const { userId, sessionHandle, accessTokenPayload } = user;
  return (
    <Facts
      facts={[
        { term: 'User id', detail: <Code>{userId}</Code> },
        { term: 'Session handle', detail: <Code>{sessionHandle}</Code> },
        { term: 'Token issued', detail: <TokenTime seconds={accessTokenPayload.iat} /> },
        {
          term: 'Token expires',
          detail: <TokenTime seconds={accessTokenPayload.exp} />,
          hint: 'Refreshed automatically.',
        },
      ]}
    />
  );
}
