import { callCore } from './operations.ts';
import { benchUser } from './users.ts';
import { quantile, type Figure } from './figures.ts';

const TURNS = 7;

/** Maximum time of a request, and of any other request meanwhile. */
const MAX_MS = 50;

const requestsOf = (users: number): Record<string, string> => {
  const { email } = benchUser(users - 1);
  const both = 'includeRecipeIds=emailpassword,thirdparty';
  return {
    'count of a tenant': '/users/count',
    'count of all tenants by recipes': `/users/count?includeAllTenants=true&${both}`,
    'count of active users': '/users/count/active?since=0',
    'search, one user': `/users?email=${email}`,
    'search, a hundred users': `/users?email=${email.slice(0, 9)}`,
    'search, no user': '/users?email=unknown',
    'search, all users': '/users?email=example.com&timeJoinedOrder=DESC',
    'search by phone number': '/users?phone=%2B49',
    'search by email and provider': '/users?email=user&provider=google',
  };
};

/** A search that has to read all emails, because it begins with a wildcard. */
const LONG_SEARCH = '/users?email=%25unknown';

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

async function medianOf(core: string, path: string): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn <= TURNS; turn++) times.push(await timeOf(() => callCore(core, 'GET', path)));
  return quantile(times.slice(1), 0.5);
}

/** The times of other requests, one after the other, while all emails are read. */
async function waitsDuringSearch(core: string): Promise<number[]> {
  const state = { isSearching: true };
  const search = callCore(core, 'GET', LONG_SEARCH).finally(() => (state.isSearching = false));
  const waits: number[] = [];
  while (state.isSearching)
    waits.push(await timeOf(() => callCore(core, 'GET', `/user/id?userId=${benchUser(0).userId}`)));
  await search;
  return waits;
}

/** Times of searches and counts, and of other requests meanwhile. */
export async function searchFigures(kind: string, core: string, users: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (name: string, value: number) =>
    figures.push({
      ...{ name: `core ${kind}, 1M users: ${name}`, value, unit: 'ms' },
      limit: { of: 'value', at: MAX_MS },
    });
  for (const [name, path] of Object.entries(requestsOf(users)))
    add(`${name}, p50`, await medianOf(core, path));
  const waits = await waitsDuringSearch(core);
  add('other requests while all emails are read, p99', quantile(waits, 0.99));
  return figures;
}
