import { getTranslations } from 'next-intl/server';
import { queryFunction, redirectTarget } from '@/app/_server/viewer';
import { ACCOUNT_FUNCTION, accountData } from '@/config/contracts/data';

const UNCACHED = { 'Cache-Control': 'private, no-store' };

/** Downloads all data of the user as a file. Without a session: redirects to the sign-in page. */
export async function GET(): Promise<Response> {
  const outcome = await queryFunction(ACCOUNT_FUNCTION, accountData);
  if (outcome.status !== 'signed-in') {
    const headers = { ...UNCACHED, Location: await redirectTarget(outcome, ACCOUNT_FUNCTION) };
    return new Response(null, { status: 303, headers });
  }
  const t = await getTranslations('deletion');
  const data = { ...outcome.answer, about: t('download.about') };
  const day = new Date().toISOString().slice(0, 10);
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      ...UNCACHED,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="account-data-${day}.json"`,
    },
  });
}
