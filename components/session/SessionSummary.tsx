import type { ReactNode } from 'react';
import type { UserAnswer } from '@/config/contracts/session';
import { Code } from '../ui/Code';
import { Time } from '../ui/Time';

function Item({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-heading text-small font-bold opacity-85">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TokenTime({ seconds }: { seconds: unknown }) {
  return typeof seconds === 'number' ? <Time at={seconds * 1000} /> : <>unknown</>;
}

/** The main facts of the session. */
export function SessionSummary({ user }: { user: UserAnswer }) {
  const { userId, sessionHandle, accessTokenPayload } = user;
  return (
    <section aria-labelledby="session" className="card-primary grid gap-8 p-8 sm:p-12">
      <h1 id="session" className="text-h1 tracking-tight">
        Your session
      </h1>
      <dl className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        <Item term="User id">
          <Code>{userId}</Code>
        </Item>
        <Item term="Session handle">
          <Code>{sessionHandle}</Code>
        </Item>
        <Item term="Token issued">
          <TokenTime seconds={accessTokenPayload.iat} />
        </Item>
        <Item term="Token expires (refreshed automatically)">
          <TokenTime seconds={accessTokenPayload.exp} />
        </Item>
      </dl>
    </section>
  );
}
