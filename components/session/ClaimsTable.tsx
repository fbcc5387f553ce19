import { useTranslations } from '../ui/translations';
import { ClaimRows, type ClaimRow } from './ClaimRows';
import { compareClaims, describeClaim, isTimeClaim } from './claims';

function toValue(claim: string, value: unknown): ClaimRow['value'] {
  const isTime = isTimeClaim(claim) && typeof value === 'number';
  if (value === null || (isTime && value === 0)) return undefined;
  if (isTime) return value * 1000;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The payload of an access token, one row per claim. */
export function ClaimsTable({ payload }: { payload: Record<string, unknown> }) {
  const t = useTranslations('session');
  const rows = Object.entries(payload)
    .sort(compareClaims)
    .map(([claim, value]) => ({ claim, ...describeClaim(claim, t), value: toValue(claim, value) }));
  return (
    <table className="card w-full border-collapse overflow-hidden text-start max-sm:block">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="bg-sunken text-small max-sm:sr-only">
        <tr>
          <th scope="col" className="px-6 py-3">
            {t('claim')}
          </th>
          <th scope="col" className="px-6 py-3">
            {t('value')}
          </th>
        </tr>
      </thead>
      <ClaimRows rows={rows} none={t('none')} />
    </table>
  );
}
