import { startPath } from '../../config/contracts/social.ts';
import { getEnv } from '../../config/env/env.ts';
import { providerName } from '../../config/signInMethods.ts';
import { HOME_PATH } from '../../config/supertokens/appInfo.ts';
import { acceptsHtml, type FunctionEvent, type FunctionResponse } from '../platform/http/message.ts';
import { pageResponse } from '../platform/http/pageResponse.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { recordOutcome } from '../platform/http/scope.ts';
import type { Provider } from './providers.ts';
import { wantedTarget } from './start.ts';

/**
 * Answers the start of a sign-in that comes from another site with a page that asks the user: a provider may
 * confirm them without a word, and only they decide to sign in.
 *
 * @throws Refusal 403 for what is no navigation
 */
export async function confirmStart(event: FunctionEvent, { id }: Provider): Promise<FunctionResponse> {
  if (!acceptsHtml(event))
    throw new Refusal(403, 'CROSS_ORIGIN_REFUSED', 'This request came from another site.');
  recordOutcome('sign_in_start_confirmed');
  const { appName, social, websiteBasePath } = getEnv();
  const provider = providerName(id, social.oidc?.name);
  const wanted = wantedTarget(event);
  return pageResponse(200, (t) => ({
    title: t('confirmStart.title', { appName }),
    paragraphs: [t('confirmStart.why', { provider })],
    actions: [
      {
        label: t('confirmStart.button', { provider }),
        href: startPath(id, wanted === HOME_PATH ? undefined : wanted),
      },
      { label: t('backToSignIn'), href: websiteBasePath },
    ],
  }));
}
