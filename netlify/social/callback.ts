import type { User } from 'supertokens-node/types';
import { callbackPath } from '../../config/contracts/social.ts';
import { getEnv } from '../../config/env/env.ts';
import { DEFAULT_TENANT } from '../../config/supertokens/tenant.ts';
import { canJoin } from '../platform/account/linking.ts';
import { findOtherAccounts } from '../platform/account/otherAccounts.ts';
import { methodsOfOwner } from '../platform/account/otherMethod.ts';
import { seeOther } from '../platform/http/form.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { requestOrigin } from '../platform/http/origin.ts';
import { recordAuthTime, recordOutcome } from '../platform/http/scope.ts';
import { notifyOfLinkedMethod } from '../platform/mail/methodNotices.ts';
import { badLink } from '../platform/throttle/attempt.ts';
import { markUsed } from '../platform/throttle/once.ts';
import { refuseTooMany } from '../platform/throttle/throttle.ts';
import { signInThroughSdk } from '../sign-in/signInThroughSdk.ts';
import { connectIdentity } from './connect.ts';
import { readFlow, type Flow } from './flowCookie.ts';
import { verifyIdentity, type Identity } from './identity.ts';
import { findStoredAddress, reportMovedAddress } from './movedAddress.ts';
import { FLOW_LIFETIME_MS, withProviderTimeout } from './providerTime.ts';
import type { Provider } from './providers.ts';
import { withIdentity } from './thirdPartyRecipe.ts';
import { rejectAsRefused, SignInRefused } from './signInRefused.ts';
import { redirectUriOf } from './start.ts';
import { openState } from './state.ts';

/** The parameters of a callback that mean something; providers add others. */
const PARAMETERS = ['code', 'state', 'iss', 'error'] as const;

/** Longer than any code or state of a provider. */
const MAX_CHARACTERS = 3000;

/** Keeps of the answer of a provider what we read. */
export function callbackQuery(given: (name: string) => string | null | undefined): URLSearchParams {
  const found = PARAMETERS.flatMap((name): [string, string][] => {
    const value = given(name);
    return value == null || value.length > MAX_CHARACTERS ? [] : [[name, value]];
  });
  return new URLSearchParams(found);
}

/** Whether an origin is one of the deploys of this site: its addresses, and those of its other deploys. */
function isOfThisSite(origin: string): boolean {
  const { siteOrigins, siteName } = getEnv();
  if (siteOrigins.includes(origin)) return true;
  return (
    siteName !== undefined && new RegExp(`^https://[a-z0-9-]+--${siteName}\\.netlify\\.app$`).test(origin)
  );
}

/** The accounts with the address of a user whom the provider does not sign in to. */
async function otherAccounts({ provider, subject, email }: Identity): Promise<User[]> {
  const accounts = await findOtherAccounts(DEFAULT_TENANT, email);
  return accounts.filter(
    ({ loginMethods }) =>
      !loginMethods.some((method) => method.hasSameThirdPartyInfoAs({ id: provider, userId: subject })),
  );
}

async function refuseOther(other: User): Promise<never> {
  throw new SignInRefused('other_method', { methods: await methodsOfOwner(other) });
}

/** @throws SignInRefused if an account with the address has another way to sign in, and cannot be joined */
async function requireOwnAddress(identity: Identity): Promise<void> {
  for (const other of await otherAccounts(identity))
    if (!(await canJoin(other, identity.email, identity.provider))) await refuseOther(other);
}

async function signIn(event: FunctionEvent, context: FunctionContext, identity: Identity): Promise<string[]> {
  await requireOwnAddress(identity);
  const before = await findStoredAddress(identity);
  const { provider } = identity;
  const body = { thirdPartyId: provider, oAuthTokens: {} };
  recordAuthTime(identity.authTime);
  const { answer, cookies } = await withIdentity(identity, () =>
    signInThroughSdk(event, context, { method: provider, route: '/signinup', body }),
  );
  if (answer.status === 'OK') {
    await notifyOfLinkedMethod(event);
    if (before !== undefined) await reportMovedAddress(event, before, identity);
    return cookies;
  }
  // Another account took the address at the same time, or both accounts have others linked to them.
  const [other] = await otherAccounts(identity);
  if (other !== undefined) await refuseOther(other);
  throw new SignInRefused('provider_failed', { cause: new Error(`the SDK answered ${answer.status}`) });
}

/** The sign-in that a callback ends. */
export interface PendingSignIn {
  flow: Flow;
  /** Ends it with a session. */
  complete: (context: FunctionContext) => Promise<FunctionResponse>;
}

/**
 * Finds out what a callback is about: another deploy of this site, or a sign-in of this browser.
 *
 * @throws SignInRefused for a callback that is neither
 */
export function readCallback(event: FunctionEvent, provider: Provider): PendingSignIn | FunctionResponse {
  const query = callbackQuery((name) => event.queryStringParameters?.[name]);
  const state = openState(provider, query.get('state') ?? undefined);
  if (state === undefined) throw new SignInRefused('sign_in_expired');
  if (state.origin !== requestOrigin(event)) {
    if (!isOfThisSite(state.origin)) throw new SignInRefused('sign_in_expired');
    recordOutcome('sign_in_forwarded');
    return seeOther(`${state.origin}${callbackPath(provider.id)}?${query.toString()}`, []);
  }
  const flow = readFlow(event, state.id);
  if (flow === undefined) throw new SignInRefused('sign_in_expired');
  const complete = async (context: FunctionContext) => {
    await refuseTooMany(event, badLink(event));
    if (!(await markUsed(flow.id, FLOW_LIFETIME_MS))) throw new SignInRefused('sign_in_expired');
    const callback = {
      provider,
      query,
      state: query.get('state') ?? '',
      flow,
      redirectUri: redirectUriOf(event, provider),
    };
    const identity = await withProviderTimeout((signal) => verifyIdentity(callback, signal)).catch(
      rejectAsRefused,
    );
    if (flow.connects !== undefined) return connectIdentity(event, context, identity, flow.connects);
    return seeOther(flow.path, await signIn(event, context, identity));
  };
  return { flow, complete };
}
