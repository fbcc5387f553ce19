import type { ReactNode } from 'react';
import type { UserAnswer } from '@/config/contracts/session';
import { Code } from '../ui/Code';
import { Moment } from '../ui/Time';

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="font-heading text-small font-bold opacity-85">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TokenTime({ seconds }: { seconds: unknown }) {
  return typeof seconds === 'number' ? <Moment at={seconds * 1000} /> : <>unknown</>;
}

/** The session at a glance, on the tag that hangs from the key. */
export function SessionTag({ user }: { user: UserAnswer }) {
  const { userId, sessionHandle, accessTokenPayload } = user;
  return (
    <section aria-labelledby="session" className="card-primary grid gap-8 p-8 sm:p-12">
      <h1 id="session" className="text-h1 tracking-tight">
        You are in
      </h1>
      <dl className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        <Line term="User id">
          <Code>{userId}</Code>
        </Line>
        <Line term="Session handle">
          <Code>{sessionHandle}</Code>
        </Line>
        <Line term="This token was issued">
          <TokenTime seconds={accessTokenPayload.iat} />
        </Line>
        <Line term="It ends, and is refreshed without you noticing">
          <TokenTime seconds={accessTokenPayload.exp} />
        </Line>
      </dl>
    </section>
  );
}
