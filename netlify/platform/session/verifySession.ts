import { middleware } from 'supertokens-node/framework/awsLambda';
import { Error as SessionError, getSession, type SessionContainer } from 'supertokens-node/recipe/session';
import { SESSION_COOKIES } from '../../../config/session/sessionCookies.ts';
import { readCookie } from '../http/cookies.ts';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../http/message.ts';
import { Refusal } from '../http/refusal.ts';
import { allowWithoutFactor } from '../http/scope.ts';
import { ADMIN_ROLE } from '../../../config/security/roles.ts';
import { refuseWithoutFactor } from './factorCheck.ts';
import { requireAdmin } from '../roles/adminRole.ts';
import { REFRESH_MESSAGE, SIGNED_OUT_MESSAGE } from './errorHandlers.ts';

/** The event with `session`, as in SuperTokens' `verifySession`. */
export type SessionEvent = FunctionEvent & { session: SessionContainer };

type Handler<Event> = (event: Event, context: FunctionContext) => Promise<FunctionResponse>;

/**
 * The required session of the caller. `present`: its access token is valid. `live`: the core still has it,
 * which an access token does not show for up to an hour. `unverified`: live, and the email address may be
 * unverified even where verification is required. `admin`: live, and the core says that the user has the
 * admin role. `without-factor`: live, and nothing but the sign-in may be proved. `set-up`: live, and a user
 * who must have a second factor may have none.
 */
export type SessionRequirement = 'present' | 'live' | 'unverified' | 'admin' | 'without-factor' | 'set-up';

/** Requirements that a session meets whose user has not verified their address. */
const UNVERIFIED: readonly SessionRequirement[] = ['unverified', 'without-factor', 'set-up'];

/** Before the session is verified, which refuses one without a second factor. */
function allowMissingFactor(requirement: SessionRequirement): void {
  if (requirement === 'without-factor') allowWithoutFactor('all');
  if (requirement === 'set-up') allowWithoutFactor('set-up');
}

/**
 * Without an access token there is no session; with an unreadable one, the refresh token may still be valid.
 */
function unreadable(event: FunctionEvent): Refusal {
  return readCookie(event, SESSION_COOKIES.access) === undefined
    ? new Refusal(401, 'SESSION_REQUIRED', SIGNED_OUT_MESSAGE)
    : new Refusal(401, 'SESSION_REFRESH_REQUIRED', REFRESH_MESSAGE);
}

async function readSession(event: FunctionEvent, requirement: SessionRequirement): Promise<SessionContainer> {
  allowMissingFactor(requirement);
  try {
    return await getSession(event, event, {
      checkDatabase: requirement !== 'present',
      ...(UNVERIFIED.includes(requirement) && { overrideGlobalClaimValidators: () => [] }),
    });
  } catch (error) {
    if (!SessionError.isErrorFromSuperTokens(error) || error.type !== SessionError.UNAUTHORISED) throw error;
    const payload = error.payload as { clearTokens?: boolean } | undefined;
    throw payload?.clearTokens === false ? unreadable(event) : error;
  }
}

/**
 * Calls a handler only with a verified session in `event.session`, as in SuperTokens' guide for Netlify. The
 * `verifySession` of the SDK cannot be used: it answers a missing and an unreadable access token alike, while
 * pages redirect to sign-in for the first and to the refresh hop for the second.
 *
 * @throws Refusal 401 without a session, 403 if the requirement is not met
 * @see https://supertokens.com/docs/quickstart/integrations/netlify
 */
export function verifySession<Event extends FunctionEvent>(
  requirement: SessionRequirement,
  handler: Handler<Event & SessionEvent>,
): Handler<Event> {
  const verified = middleware(async (event: Event, context: FunctionContext) => {
    const session = await readSession(event, requirement);
    if (requirement === 'admin') {
      await requireAdmin(session);
      refuseWithoutFactor(session, [ADMIN_ROLE]);
    }
    return handler(Object.assign(event, { session }), context);
  });
  return async (event, context) => (await verified(event, context, () => undefined)) as FunctionResponse;
}

/** The error that ends a session: the SDK clears its cookies and the middleware those of the widget. */
export function sessionGone(): Error {
  return new SessionError({ type: SessionError.UNAUTHORISED, message: 'the core knows no such session' });
}
