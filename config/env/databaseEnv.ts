import { processEnv } from './env.ts';

/** What Netlify gives the code of a deployed function. */
interface NetlifyGlobal {
  env?: { get: (name: string) => string | undefined };
}

/**
 * The connection string of the site's database: in a deploy, in `netlify dev` and in tests. Read at each
 * call, because Netlify may hand a running function a new one.
 *
 * @returns undefined where no database is provisioned
 * @see https://docs.netlify.com/build/data-and-storage/netlify-database/
 */
export function readDatabaseUrl(): string | undefined {
  const { Netlify } = globalThis as { Netlify?: NetlifyGlobal };
  const url = Netlify?.env?.get('NETLIFY_DB_URL') ?? processEnv().NETLIFY_DB_URL;
  return url === undefined || url === '' ? undefined : url;
}
