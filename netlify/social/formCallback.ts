import { callbackPath } from '../../config/contracts/social.ts';
import { readForm, seeOther } from '../platform/http/form.ts';
import type { FunctionEvent, FunctionResponse } from '../platform/http/message.ts';
import { refuseCrossSite } from '../platform/http/origin.ts';
import { Refusal } from '../platform/http/refusal.ts';
import { callbackQuery } from './callback.ts';
import { enabledProviders, type Provider } from './providers.ts';

/** Whether a provider sends the browser back with a form (OAuth 2.0 Form Post Response Mode). */
export const usesFormPost = ({ parameters }: Provider): boolean => parameters.response_mode === 'form_post';

/**
 * Accepts the form with which a provider sends the browser back, which comes from another site, and refuses
 * what else comes from one. With a strict referrer policy the sender is `null`.
 *
 * @throws Refusal 403
 */
export function refuseOtherSenders(event: FunctionEvent): void {
  const isCallbackOf = (one: Provider) => usesFormPost(one) && event.path === callbackPath(one.id);
  const provider = event.httpMethod === 'POST' ? enabledProviders().find(isCallbackOf) : undefined;
  if (provider === undefined) {
    refuseCrossSite(event);
    return;
  }
  const { origin } = event.headers;
  const expected = provider.server instanceof URL ? provider.server.origin : undefined;
  if (origin === undefined || origin === 'null' || origin === expected) return;
  throw new Refusal(403, 'CROSS_ORIGIN_REFUSED', 'This request came from another site.');
}

/**
 * Turns the form into the same request with a query: browsers send no SameSite=Lax cookie with a form of
 * another site, but they do when they follow this redirect.
 *
 * @throws Refusal 413 or 415
 */
export function redirectFormPost(event: FunctionEvent, provider: Provider): FunctionResponse {
  const fields = readForm(event);
  return seeOther(`${callbackPath(provider.id)}?${callbackQuery((name) => fields.get(name)).toString()}`, []);
}
