import { processEnv } from '../../../config/env/env.ts';

/** What Netlify's runtime sets anew before each call, so it is no part of `getEnv()`. */
interface BlobsContext {
  edgeURL: string;
  uncachedEdgeURL?: string;
  token: string;
}

/**
 * Access to Netlify Blobs in the form that an event with the Lambda signature has. Read it before the first
 * `await`: the next call of the function replaces it.
 *
 * @returns undefined where the deploy has no Blobs
 */
export function readBlobsAccess(): string | undefined {
  const context = processEnv().NETLIFY_BLOBS_CONTEXT;
  if (context === undefined) return undefined;
  const { edgeURL, uncachedEdgeURL, token } = JSON.parse(
    Buffer.from(context, 'base64').toString(),
  ) as BlobsContext;
  const access = { url: edgeURL, url_uncached: uncachedEdgeURL, token };
  return Buffer.from(JSON.stringify(access)).toString('base64');
}
