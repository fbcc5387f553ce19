import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { responseHeader } from '../../netlify/platform/http/message.ts';
import { AUTH, HEALTH, HOP, PROFILE, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import type { RequestOptions } from '../support/lambdaEvent.ts';

const app = setUpTestApp(startTestApp);

const requests: Record<string, RequestOptions> = {
  health: { path: HEALTH },
  'a user': { path: USER },
  'a refusal': { path: PROFILE },
  'a preflight': { method: 'OPTIONS', path: USER },
  'no such method': { method: 'PUT', path: USER },
  'no such path': { path: `${AUTH}/nothing` },
  'a redirect': { path: HOP, query: { redirectTo: '/session' } },
  'a page': { path: HOP, headers: { 'sec-fetch-site': 'cross-site', accept: 'text/html' } },
  'another host': { path: USER, headers: { host: 'other.example' } },
  'a form of another site': {
    method: 'POST',
    path: `${AUTH}/signout`,
    headers: { 'sec-fetch-site': 'cross-site' },
  },
};

it.each(Object.keys(requests))('%s has all headers of the table and is never cached', async (name) => {
  const browser = name === 'a user' ? await app.signedIn() : app.newBrowser();
  const response = await browser.send(requests[name] ?? { path: '' });
  for (const [header, value] of Object.entries(SECURITY_HEADERS))
    expect(responseHeader(response, header)).toBe(value);
  expect(responseHeader(response, CSP_HEADER)).toBe(SCRIPTLESS_POLICY);
  expect(responseHeader(response, 'cache-control')).toBe('private, no-store');
  expect(responseHeader(response, 'x-powered-by')).toBeUndefined();
});
