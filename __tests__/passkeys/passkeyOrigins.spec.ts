import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { PASSKEY_ROUTES, PASSKEYS_FUNCTION } from '../../config/contracts/passkeyRoutes.ts';
import { addPasskey, leave, withoutAutofill } from '../support/browser/passkeyPages.ts';
import { expect, test } from '../support/browser/test.ts';
import { VirtualAuthenticator } from '../support/browser/virtualAuthenticator.ts';

/** An empty page of another site, at all names of this machine. */
const foreign = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><title>Another site</title>');
});
const foreignOrigin = (host: string) => `http://${host}:${(foreign.address() as AddressInfo).port}`;

test.beforeAll(() => new Promise<void>((done) => void foreign.listen(0, '127.0.0.1', done)));
test.afterAll(() => foreign.close());

async function post(context: BrowserContext, route: keyof typeof PASSKEY_ROUTES, data?: object) {
  const headers = { rid: 'anti-csrf', 'content-type': 'application/json' };
  const path = `${PASSKEYS_FUNCTION}/${PASSKEY_ROUTES[route]}`;
  return (await (await context.request.post(path, { headers, data })).json()) as Record<string, unknown>;
}

/** Has the device of a page sign a challenge for a site. Returns the name of the browser's error, if any. */
async function sign(
  page: Page,
  { challenge }: Record<string, unknown>,
  rpId: string,
): Promise<object | string> {
  return page.evaluate(
    async (options) => {
      try {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
        const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
        return credential.toJSON();
      } catch (error) {
        return error instanceof DOMException ? error.name : String(error);
      }
    },
    { challenge: String(challenge), rpId, userVerification: 'required' as const },
  );
}

/** A device with the passkey of the user, who has signed out. */
async function deviceOfFormerUser(page: Page): Promise<VirtualAuthenticator> {
  const device = await VirtualAuthenticator.attach(page);
  await addPasskey(page, device);
  await leave(page);
  await device.answer();
  return device;
}

const NOT_VERIFIED = { error: { code: 'BAD_REQUEST', reason: 'passkeys.notVerified' } };

test.beforeEach(({ page }) => withoutAutofill(page));

test('a passkey that is used on a page of another origin does not sign in', async ({
  page,
  context,
  signedIn,
}) => {
  expect(signedIn.account.email).toContain('@');
  await deviceOfFormerUser(page);
  // The browser lets another port of the host use the passkey, and says so in what it signs.
  await page.goto(foreignOrigin('localhost'));
  const credential = await sign(page, await post(context, 'signInOptions'), 'localhost');
  expect(credential).toMatchObject({ type: 'public-key' });
  expect(await post(context, 'signIn', { credential })).toMatchObject(NOT_VERIFIED);
  expect((await context.request.get('/.netlify/functions/user')).status()).toBe(401);
  // The same on a page of this site does.
  await page.goto('/');
  const own = await sign(page, await post(context, 'signInOptions'), 'localhost');
  await post(context, 'signIn', { credential: own });
  expect((await context.request.get('/.netlify/functions/user')).status()).toBe(200);
});

test('a passkey that is used for another host does not sign in', async ({ page, context, signedIn }) => {
  expect(signedIn.account.email).toContain('@');
  const device = await deviceOfFormerUser(page);
  await page.goto(foreignOrigin('other.localhost'));
  // The browser itself lets no page use the passkeys of another host.
  expect(await sign(page, await post(context, 'signInOptions'), 'localhost')).toBe('SecurityError');
  const [passkey] = await device.credentials();
  if (passkey === undefined) throw new Error('The device has no passkey.');
  // A device that were fooled would sign for the host of the page.
  const fooled = await context.newPage();
  await fooled.goto(foreignOrigin('other.localhost'));
  const copy = await VirtualAuthenticator.attach(fooled);
  await copy.store({ ...passkey, rpId: 'other.localhost' });
  await copy.answer();
  const credential = await sign(fooled, await post(context, 'signInOptions'), 'other.localhost');
  expect(credential).toMatchObject({ type: 'public-key' });
  expect(await post(context, 'signIn', { credential })).toMatchObject(NOT_VERIFIED);
});

test('a passkey that was created on a page of another origin is not added', async ({
  page,
  context,
  signedIn,
}) => {
  expect(signedIn.account.email).toContain('@');
  const device = await VirtualAuthenticator.attach(page);
  await device.answer();
  await page.goto(foreignOrigin('localhost'));
  const options = await post(context, 'registrationOptions');
  const credential = await page.evaluate(
    async (json) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
      const created = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
      return created.toJSON();
    },
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  expect(await post(context, 'registration', { credential })).toMatchObject(NOT_VERIFIED);
});
