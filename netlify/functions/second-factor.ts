import { savedCodes, setupConfirmation } from '../../config/contracts/second-factor.ts';
import { getEnv } from '../../config/env/env.ts';
import { createFunction } from '../platform/createFunction.ts';
import { defineRoute, type Routes } from '../platform/routes/defineRoute.ts';
import { answerCodeForm, checkSession } from '../second-factor/codeForm.ts';
import { describeFactor } from '../second-factor/describe.ts';
import { startEnrolment, completeEnrolment } from '../second-factor/enrolment.ts';
import {
  forgetTrustedBrowsers,
  removeOwnFactor,
  createNewRecoveryCodes,
  recordCodesSaved,
} from '../second-factor/management.ts';
import { navigationRefusalView, pageOfNavigation } from '../second-factor/navigation.ts';
import { signInRefusalPage } from '../sign-in/formRefusalPage.ts';
import { reportNewBrowser } from '../sign-in/newBrowser.ts';

const routes: Routes = {
  'GET ': defineRoute({ verifySession: 'set-up', handler: describeFactor }),
  'DELETE ': defineRoute({ verifySession: 'live', recentProof: 'factor', handler: removeOwnFactor }),
  'POST setup': defineRoute({ verifySession: 'set-up', recentProof: 'sign-in', handler: startEnrolment }),
  'POST setup/confirmation': defineRoute({
    verifySession: 'set-up',
    body: setupConfirmation,
    handler: (event, { body }) => completeEnrolment(event, body),
  }),
  'POST recovery-codes': defineRoute({
    verifySession: 'live',
    recentProof: 'factor',
    handler: createNewRecoveryCodes,
  }),
  'POST recovery-codes/saved': defineRoute({
    verifySession: 'live',
    body: savedCodes,
    handler: (event, { body }) => recordCodesSaved(event, body),
  }),
  'DELETE trusted-browsers': defineRoute({ verifySession: 'live', handler: forgetTrustedBrowsers }),
  'POST code': defineRoute({ verifySession: 'without-factor', handler: answerCodeForm }),
  'GET check': defineRoute({ verifySession: 'without-factor', handler: checkSession }),
};

/**
 * `/.netlify/functions/second-factor`: the second factor of the caller.
 * - `GET` describes it, `DELETE` removes it.
 * - `POST setup` begins to add one, `POST setup/confirmation` adds it by its first code.
 * - `POST recovery-codes` replaces the recovery codes, and `POST recovery-codes/saved` records that the user
 *   has saved them.
 * - `DELETE trusted-browsers` ends the trust in browsers.
 * - `POST code` is the form that asks for a code, and `GET check` a redirect that brings the claims up to
 *   date.
 */
export const handler = createFunction({
  name: 'second-factor',
  // Nothing is there where the second factor is off.
  routes: () => (getEnv().secondFactor.policy === 'off' ? {} : routes),
  refusalView: (refusal, event) => navigationRefusalView(refusal, event) ?? signInRefusalPage(refusal, event),
  pageOfNavigation,
  afterSignIn: reportNewBrowser,
});
