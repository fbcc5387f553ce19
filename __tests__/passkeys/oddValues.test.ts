import { setUpTestApp } from '../support/testApp.ts';
import { Authenticator } from '../support/authenticator.ts';
import { ODD_TEXTS, ODD_VALUES } from '../support/oddValues.ts';
import { PASSKEYS, registrationOptions, signInOptions } from '../support/passkeys.ts';
import { wellFormedRefusal } from '../support/refusals.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestAppWithDatabase);
let browser: TestBrowser;
let created: Record<string, unknown>;
let used: Record<string, unknown>;

beforeAll(async () => {
  browser = await app.signedIn();
  const authenticator = new Authenticator();
  created = authenticator.create(await registrationOptions(browser));
  used = authenticator.get(await signInOptions(browser));
});

/** A copy of an object with another value at a path. */
function replaced(object: Record<string, unknown>, path: string, value: unknown): object {
  const [first = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : replaced(object[first] as typeof object, rest.join('.'), value);
  return { ...object, [first]: inner };
}

const FIELDS = ['id', 'rawId', 'type', 'response', 'response.clientDataJSON'];

const places: [route: string, object: () => Record<string, unknown>, path: string][] = [
  ...[...FIELDS, 'response.attestationObject'].map((path): (typeof places)[number] => [
    'registration',
    () => created,
    path,
  ]),
  ...[...FIELDS, 'response.authenticatorData', 'response.signature', 'response.userHandle'].map(
    (path): (typeof places)[number] => ['sign-in', () => used, path],
  ),
];

it.each(places)(
  '%s: no value in place of a field of the credential causes an error of ours: %#',
  async (route, object, path) => {
    for (const [name, value] of Object.entries(ODD_VALUES)) {
      const body = { credential: replaced(object(), path, value) };
      const response = await browser.ask({ method: 'POST', path: `${PASSKEYS}/${route}`, body });
      expect([name, [400, 413]]).toEqual([name, expect.arrayContaining([wellFormedRefusal(response)[0]])]);
    }
  },
);

it('no client data, attestation or authenticator data causes an error of ours', async () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64url');
  for (const [name, text] of Object.entries(ODD_TEXTS)) {
    const value = encoded(text).slice(0, 20_000);
    for (const [route, object, path] of places) {
      const body = { credential: replaced(object(), path, value) };
      const response = await browser.ask({ method: 'POST', path: `${PASSKEYS}/${route}`, body });
      expect([name, path, response.statusCode]).toEqual([name, path, 400]);
    }
  }
});

it('no transports and no extensions are refused, because they are hints', async () => {
  for (const [name, value] of Object.entries(ODD_VALUES)) {
    if (typeof value === 'string' && !(value.isWellFormed() && !value.includes('\0'))) continue;
    const owner = await app.signedIn();
    const credential = new Authenticator().create(await registrationOptions(owner));
    const body = { credential: replaced(credential, 'response.transports', value) };
    const response = await owner.ask({ method: 'POST', path: `${PASSKEYS}/registration`, body });
    expect([name, response.statusCode < 500]).toEqual([name, true]);
  }
});
