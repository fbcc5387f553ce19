import { useTranslations } from '../ui/translations';
import { ACTIVITY_FILTERS, FILTER_PARAM, type ActivityFilter } from './activityFilter';

interface ActivityFiltersProps {
  /** Path of the page. */
  path: string;
  /** Undefined shows all events. */
  current: ActivityFilter | undefined;
}

/** Links that show all events, or those of one kind. */
export function ActivityFilters({ path, current }: ActivityFiltersProps) {
  const t = useTranslations('activity');
  return (
    <nav aria-label={t('filters.label')}>
      <ul className="flex flex-wrap gap-2">
        {([undefined, ...ACTIVITY_FILTERS] as const).map((filter) => (
          <li key={filter ?? ''}>
            <a
              href={filter === undefined ? path : `${path}?${FILTER_PARAM}=${filter}`}
              aria-current={filter === current ? 'page' : undefined}
              className="button button-small aria-[current]:border-primary aria-[current]:bg-sunken aria-[current]:underline"
            >
              {t(`filters.${filter ?? 'all'}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
