import { Code } from '../ui/Code';
import { Time } from '../ui/Time';
import { useTranslations } from '../ui/translations';
import { compareClaims, describeClaim, isTimeClaim } from './claims';

function ClaimValue({ claim, value }: { claim: string; value: unknown }) {
  const t = useTranslations('session');
  const isTime = isTimeClaim(claim) && typeof value === 'number';
  if (value === null || (isTime && value === 0)) return <span className="text-soft">{t('none')}</span>;
  if (isTime) return <Time at={value * 1000} />;
  return <Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code>;
}

/**
 * The payload of an access token, one row per claim. Rows have no classes of their own, to keep the page
 * small: it contains them twice, as HTML and as data for React.
 */
export function ClaimsTable({ payload }: { payload: Record<string, unknown> }) {
  const t = useTranslations('session');
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
      <tbody className="claims">
        {Object.entries(payload)
          .sort(compareClaims)
          .map(([claim, value]) => {
            const { name, meaning } = describeClaim(claim, t);
            return (
              <tr key={claim}>
                <th scope="row">
                  {name} <code>{claim}</code>
                  <small>{meaning}</small>
                </th>
                <td>
                  <ClaimValue claim={claim} value={value} />
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
