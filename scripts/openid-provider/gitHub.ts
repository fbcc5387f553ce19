import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Account } from './accounts.ts';

const base = '/github';

/** GitHub's ids of users are numbers. */
const toNumber = (sub: string) => parseInt(createHash('sha256').update(sub).digest('hex').slice(0, 12), 16);

async function userOf(issuer: string, authorization: string): Promise<Account> {
  const response = await fetch(`${issuer}/me`, { headers: { authorization } });
  return (await response.json()) as Account;
}

async function exchange(issuer: string, body: string): Promise<object> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await fetch(`${issuer}/token`, { method: 'POST', headers, body });
  const { access_token, error } = (await response.json()) as { access_token?: string; error?: string };
  // GitHub reports errors with status 200.
  return error === undefined ? { access_token, token_type: 'bearer', scope: 'user:email' } : { error };
}

function authorizeAddress(issuer: string, query: string): string {
  const parameters = new URLSearchParams(query);
  parameters.set('scope', 'openid email');
  return `${issuer}/auth?${parameters.toString()}`;
}

/** Answers like GitHub's OAuth 2.0 and its API, as far as a sign-in needs them. */
export async function answerLikeGitHub(issuer: string, ctx: KoaContextWithOIDC): Promise<void> {
  const { authorization = '' } = ctx.headers;
  const path = ctx.path.slice(base.length);
  if (path === '/login/oauth/authorize') ctx.redirect(authorizeAddress(issuer, ctx.querystring));
  else if (path === '/login/oauth/access_token') ctx.body = await exchange(issuer, await text(ctx.req));
  else if (path === '/user') ctx.body = { id: toNumber((await userOf(issuer, authorization)).sub) };
  else if (path === '/user/emails') {
    const { email, email_verified: verified } = await userOf(issuer, authorization);
    ctx.body = email === undefined ? [] : [{ email, primary: true, verified }];
  }
}
