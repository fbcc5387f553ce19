import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Provider, interactionPolicy, type ClientMetadata, type KoaContextWithOIDC } from 'oidc-provider';
import { LOCAL_PROVIDER } from '../../config/env/socialEnv.ts';
import { PROVIDERS } from '../../config/signInMethods.ts';
import { findAccount, saveAccount, toAccount } from './accounts.ts';
import { answerLikeGitHub } from './gitHub.ts';
import { choicePage } from './page.ts';

const INTERACTION = '/interaction/';

/** The names under which tests reach the app end with `.test`. */
const isAllowedRedirect = (uri: string): boolean => {
  const url = URL.parse(uri);
  return url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\]|.+\.test)$/.test(url.hostname);
};

const clients: ClientMetadata[] = PROVIDERS.map((provider) => ({
  client_id: `local-${provider}`,
  client_secret: LOCAL_PROVIDER.clientSecret,
  token_endpoint_auth_method: 'client_secret_post',
  // The app may be at any port: see redirectUriAllowed.
  redirect_uris: ['http://localhost/'],
  require_auth_time: provider === 'oidc',
}));

/** Asks who signs in at each request: a session of the provider would choose for the developer. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const { Check, Prompt } = interactionPolicy;
  // Google and GitHub know it. The page that asks is the same.
  policy.add(new Prompt({ name: 'select_account', requestable: true }));
  policy
    .get('login')
    ?.checks.add(
      new Check('always', 'the developer chooses who signs in', (ctx) =>
        ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return policy;
}

async function finish(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  const form = new URLSearchParams(await text(ctx.req));
  const answer = form.get('answer');
  const result =
    answer === 'deny'
      ? { error: 'access_denied' }
      : answer === 'error'
        ? { error: 'server_error' }
        : { login: { accountId: saveAccount(toAccount(form)), remember: false }, select_account: {} };
  await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
  ctx.respond = false;
}

async function answerInteraction(provider: Provider, ctx: KoaContextWithOIDC): Promise<void> {
  if (ctx.method === 'POST') return finish(provider, ctx);
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  ctx.type = 'html';
  ctx.body = choicePage(String(params.client_id));
}

/** Grants what is asked: there is nothing to protect. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, account, provider } = ctx.oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid email');
  await grant.save();
  return grant;
}

/**
 * An OpenID provider for a developer's machine and the browser tests. It has a client `local-<provider>` for
 * each provider of the app, and stands in for GitHub below `/github`.
 *
 * @param issuer its address on this machine
 */
export function createProvider(issuer: string): Provider {
  const provider = new Provider(issuer, {
    clients,
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // ID tokens have the address in them, as those of the real ones.
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...findAccount(accountId) }),
    }),
    interactions: { policy: alwaysAsk(), url: (_, { uid }) => `${INTERACTION}${uid}` },
    loadExistingGrant: grantEverything,
    pkce: { required: () => true },
  });
  Object.assign(provider.Client.prototype, { redirectUriAllowed: isAllowedRedirect });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith(INTERACTION)) await answerInteraction(provider, ctx as KoaContextWithOIDC);
    else if (ctx.path.startsWith('/github/')) await answerLikeGitHub(issuer, ctx as KoaContextWithOIDC);
    else await next();
  });
  return provider;
}
