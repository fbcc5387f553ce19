import { Code } from '../ui/Code';
import { Moment } from '../ui/Time';
import { byImportance, nameOfClaim } from './claimNames';

function ClaimValue({ claim, value }: { claim: string; value: unknown }) {
  if (nameOfClaim(claim).isTime && typeof value === 'number') return <Moment at={value * 1000} />;
  if (value === null) return <span className="text-soft">none</span>;
  return <Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code>;
}

/**
 * The payload of an access token, each claim with its name in words. The rows have no classes of their own: a page says
 * everything twice, in HTML and to React, and there are many rows.
 */
export function ClaimsTable({ payload }: { payload: Record<string, unknown> }) {
  return (
    <table className="rounded-card border-line bg-surface shadow-low w-full border-collapse overflow-hidden border text-left max-sm:block">
      <caption className="sr-only">The claims of your access token</caption>
      <thead className="bg-sunken font-heading max-sm:sr-only">
        <tr>
          <th scope="col" className="px-6 py-3">
            Claim
          </th>
          <th scope="col" className="px-6 py-3">
            Value
          </th>
        </tr>
      </thead>
      <tbody className="claims">
        {Object.entries(payload)
          .sort(byImportance)
          .map(([claim, value]) => {
            const { name, meaning } = nameOfClaim(claim);
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
