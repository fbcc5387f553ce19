import type { SessionContainer } from 'supertokens-node/recipe/session';
import { FORM_USER_HEADER } from '../../../config/contracts/sign-in.ts';
import { Refusal } from '../http/refusal.ts';
import { currentScope } from '../http/scope.ts';

const MESSAGE =
  'Another account is now signed in in this browser. Nothing was changed. Reload the page to continue with that account.';

/**
 * Refuses a request from a form of another user: the user signed out in another tab, and another one signed
 * in there. Requests without the header of such a form pass.
 *
 * @throws Refusal 409 USER_CHANGED
 */
export function refuseOtherUser(session: SessionContainer): void {
  const renderedFor = currentScope()?.event.headers[FORM_USER_HEADER];
  if (renderedFor === undefined || renderedFor === encodeURIComponent(session.getUserId())) return;
  throw new Refusal(409, 'USER_CHANGED', MESSAGE, { reason: 'platform.otherUser' });
}

/**
 * Refuses a form that was sent to a function directly and names another user.
 *
 * @param formUser the hidden field of the form; missing in a form that names none
 * @throws Refusal 409 USER_CHANGED
 */
export function refuseOtherFormUser(session: SessionContainer, formUser: string | null): void {
  if (formUser === null || formUser === '' || formUser === session.getUserId()) return;
  throw new Refusal(409, 'USER_CHANGED', MESSAGE, { reason: 'platform.otherUser' });
}
