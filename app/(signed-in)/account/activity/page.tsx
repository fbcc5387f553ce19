import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { getTranslations } from 'next-intl/server';
import { requireActivity } from '@/app/_server/viewer';
import { DayCard } from '@/components/activity/DayCard';
import { PageHeading } from '@/components/ui/PageHeading';
import { ACTIVITY_DAYS } from '@/config/rules/limits';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('activity');
  return { title: t('title') };
}

/** The recent activity of the account. */
export default async function ActivityPage() {
  const [t, { state, days }] = await Promise.all([getTranslations('activity'), requireActivity()]);
  const link = (text: ReactNode) => (
    <a className="text-link" href="/account/sessions">
      {text}
    </a>
  );
  return (
    <>
      <PageHeading title={t('title')}>{t.rich('lead', { days: ACTIVITY_DAYS, link })}</PageHeading>
      {days.length === 0 && <p>{t(`empty.${state}`, { days: ACTIVITY_DAYS })}</p>}
      {days.map((day) => (
        <DayCard key={day.day} {...day} />
      ))}
    </>
  );
}
