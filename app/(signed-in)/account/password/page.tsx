import { getTranslations } from 'next-intl/server';
import { refusalText } from '@/app/_server/refusalText';
import { titleFrom } from '@/app/_server/titleFrom';
import { findPasswordLogin } from '@/app/_server/viewer';
import { PasswordForm } from '@/components/password/PasswordForm';
import type { PasswordRuleTexts } from '@/components/password/PasswordRules';
import { Panel } from '@/components/ui/Card';
import { PageHeading } from '@/components/ui/PageHeading';
import { textLink } from '@/components/ui/textLink';
import { translationOf } from '@/config/contracts/refusalReason';
import { getEnv } from '@/config/env/env';
import { translatablePasswordProblems } from '@/config/rules/passwordProblems';
import { MAX_PASSWORD_BYTES } from '@/config/rules/passwordRule';
import { resetPath } from '@/config/session/sessionRoutes';
import { changePassword } from './actions';

export const generateMetadata = titleFrom('password');

async function ruleTexts(minLength: number): Promise<PasswordRuleTexts> {
  const t = await getTranslations('password');
  const problems = await Promise.all(
    translatablePasswordProblems(minLength).map(async (message): Promise<[string, string]> => [
      message,
      await refusalText({ message, ...translationOf(message) }),
    ]),
  );
  return {
    rules: [t('rules.minLength', { min: minLength }), t('rules.maxLength', { max: MAX_PASSWORD_BYTES })],
    refused: t('rules.refused'),
    met: t('rules.met'),
    problems: Object.fromEntries(problems),
  };
}

async function NoPassword() {
  const t = await getTranslations('password');
  return (
    <PageHeading title={t('title')}>
      {t.rich('none', { link: textLink('/account/sign-in-methods') })}
    </PageHeading>
  );
}

/** Lets users who know their password change it. */
export default async function PasswordPage() {
  const t = await getTranslations('password');
  const own = await findPasswordLogin();
  if (own === undefined) return <NoPassword />;
  const env = getEnv();
  const texts = {
    current: t('current'),
    new: t('new'),
    change: t('change'),
    changing: t('changing'),
    rules: await ruleTexts(env.passwordMinLength),
  };
  return (
    <>
      <PageHeading title={t('heading')}>{t('lead')}</PageHeading>
      <Panel>
        <PasswordForm
          action={changePassword}
          email={own.identity}
          minLength={env.passwordMinLength}
          texts={texts}
        />
      </Panel>
      <p className="text-note text-soft max-w-xl">
        {t.rich('forgotten', { link: textLink(resetPath(env)) })}
      </p>
    </>
  );
}
