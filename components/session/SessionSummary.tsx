import type { UserAnswer } from '@/config/contracts/session';
import { Code } from '../ui/Code';
import { Facts } from '../ui/Facts';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';

function TokenTime({ seconds }: { seconds: unknown }) {
  const t = useTranslations('session');
  return typeof seconds === 'number' ? <Time at={seconds * 1000} /> : t('unknown');
}

/** The main facts of the session. */
export function SessionSummary({ user }: { user: UserAnswer }) {
  const t = useTranslations('session');
  const { userId, sessionHandle, accessTokenPayload } = user;
  return (
    <Facts
      facts={[
        { term: t('userId'), detail: <Code>{userId}</Code> },
        { term: t('handle'), detail: <Code>{sessionHandle}</Code> },
        { term: t('issuedAt'), detail: <TokenTime seconds={accessTokenPayload.iat} /> },
        {
          term: t('expiresAt'),
          detail: <TokenTime seconds={accessTokenPayload.exp} />,
          hint: t('expiresHint'),
        },
      ]}
    />
  );
}
