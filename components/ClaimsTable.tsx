import { Code } from './Code';
import { Moment } from './Moment';
import { byImportance, nameOfClaim } from './claimNames';

function ClaimValue({ claim, value }: { claim: string; value: unknown }) {
  if (nameOfClaim(claim).isTime && typeof value === 'number') return <Moment at={value * 1000} />;
  if (value === null) return <span className="text-soft">none</span>;
  return <Code>{typeof value === 'string' ? value : JSON.stringify(value)}</Code>;
}

/** The payload of an access token, each claim with its name in words. */
export function ClaimsTable({ payload }: { payload: Record<string, unknown> }) {
  return (
    <table className="rounded-card border-line bg-surface shadow-low w-full border-collapse overflow-hidden border text-left max-sm:block">
      <caption className="sr-only">The claims of your access token</caption>
      <thead className="bg-sunken font-sign max-sm:sr-only">
        <tr>
          <th scope="col" className="px-6 py-3">
            Claim
          </th>
          <th scope="col" className="px-6 py-3">
            Value
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {Object.entries(payload)
          .sort(byImportance)
          .map(([claim, value]) => {
            const { name, meaning } = nameOfClaim(claim);
            return (
              <tr key={claim} className="border-line border-t align-top max-sm:block max-sm:px-5 max-sm:py-4">
                <th scope="row" className="px-6 py-4 max-sm:block max-sm:p-0 max-sm:pb-1 sm:w-72">
                  <span className="font-sign">{name}</span>{' '}
                  <code className="font-code text-note text-brass font-normal">{claim}</code>
                  <span className="text-note text-soft block leading-snug font-normal">{meaning}</span>
                </th>
                <td className="min-w-0 px-6 py-4 max-sm:block max-sm:p-0">
                  <ClaimValue claim={claim} value={value} />
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
