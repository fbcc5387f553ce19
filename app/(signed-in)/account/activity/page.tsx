import { getTranslations } from 'next-intl/server';
import { titleFrom } from '@/app/_server/titleFrom';
import { readTimeSettings } from '@/app/_server/timeSettings';
import { requireActivity } from '@/app/_server/viewer';
import { ActivityIconShapes } from '@/components/activity/ActivityIcon';
import { ActivityFilters } from '@/components/activity/ActivityFilters';
import { FILTER_PARAM, filterDays, toActivityFilter } from '@/components/activity/activityFilter';
import { DayCard } from '@/components/activity/DayCard';
import { groupByLocalDay, hasCounts } from '@/components/activity/localDays';
import { PageHeading } from '@/components/ui/PageHeading';
import { textLink } from '@/components/ui/textLink';
import { ACTIVITY_DAYS } from '@/config/rules/limits';

const PATH = '/account/activity';

export const generateMetadata = titleFrom('activity');

/** The recent activity of the account, all of it or that of one kind. */
export default async function ActivityPage({ searchParams }: PageProps<'/account/activity'>) {
  const [t, { state, days }] = await Promise.all([getTranslations('activity'), requireActivity()]);
  const { zone = 'UTC' } = await readTimeSettings();
  const filter = toActivityFilter((await searchParams)[FILTER_PARAM]);
  const shown = filterDays(days, filter);
  return (
    <>
      <PageHeading title={t('title')}>
        {t.rich('lead', { days: ACTIVITY_DAYS, link: textLink('/account/sessions') })}
      </PageHeading>
      {days.length === 0 && <p>{t(`empty.${state}`, { days: ACTIVITY_DAYS })}</p>}
      {days.length > 0 && <ActivityFilters path={PATH} current={filter} />}
      {days.length > 0 && shown.length === 0 && (
        <p>{t.rich('empty.filtered', { days: ACTIVITY_DAYS, link: textLink(PATH) })}</p>
      )}
      <ActivityIconShapes />
      {groupByLocalDay(shown, zone).map((day) => (
        <DayCard key={day.day} {...day} />
      ))}
      {zone !== 'UTC' && shown.some(hasCounts) && <p className="text-note text-soft">{t('countedInUtc')}</p>}
    </>
  );
}
