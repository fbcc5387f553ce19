import { getEnv } from '../../config/env/env.ts';
import { sealSecret } from '../../netlify/second-factor/secretBox.ts';
import { errorCode, location, passTime, USER, setUpTestApp } from '../support/testApp.ts';
import { signIn } from '../support/users.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import {
  codeForm,
  codeOf,
  halfSignedIn,
  PERIOD_MS,
  sendCode,
  setUpEnrolledUser,
} from '../support/secondFactor.ts';
import type { TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(() => startTestAppWithDatabase({ SECOND_FACTOR: 'optional' }));
const { user: ada, factor } = setUpEnrolledUser(app);

const guess = (browser: TestBrowser) => sendCode(browser, '000000');
const problemOf = (response: Awaited<ReturnType<typeof guess>>) =>
  new URL(location(response) ?? '', 'http://localhost').searchParams;

/** A session in a browser that the account does not know. */
async function unknownBrowser(): Promise<TestBrowser> {
  const browser = await halfSignedIn(app, ada.email);
  browser.jar.store(['knownBrowser=; Path=/.netlify/functions; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
  return browser;
}

it('five codes at once, then one after 2, 4, 8 … seconds', async () => {
  const browser = await unknownBrowser();
  for (let tries = 0; tries < 5; tries += 1)
    expect(problemOf(await guess(browser)).get('problem')).toBe('code_refused');
  const refused = problemOf(await guess(browser));
  expect([refused.get('problem'), refused.get('wait')]).toEqual(['too_many_tries', '2']);
  expect(problemOf(await sendCode(browser, codeOf(factor.secret))).get('problem')).toBe('too_many_tries');
  passTime(2000);
  expect(problemOf(await guess(browser)).get('problem')).toBe('code_refused');
  expect(problemOf(await guess(browser)).get('wait')).toBe('4');
  expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
});

it('unknown browsers share their budget, whatever session and network they have', async () => {
  for (let tries = 0; tries < 5; tries += 1) {
    const form = codeForm('000000');
    const headers = { ...form.headers, 'x-nf-client-connection-ip': `203.0.113.${tries}` };
    await (await unknownBrowser()).send({ ...form, headers });
  }
  expect(problemOf(await guess(await unknownBrowser())).get('problem')).toBe('too_many_tries');
});

it('a browser that the account knows gets in while an attacker guesses', async () => {
  const attacker = await unknownBrowser();
  for (let tries = 0; tries < 9; tries += 1) await guess(attacker);
  await signIn(app, ada.email, { browser: ada.browser });
  expect(location(await sendCode(ada.browser, codeOf(factor.secret)))).toBe('/account');
});

it('of 20 simultaneous guesses 5 are checked', async () => {
  const browser = await unknownBrowser();
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess(browser.copy())));
  expect(answers.filter((answer) => problemOf(answer).get('problem') === 'code_refused')).toHaveLength(5);
});

it('codes that are right cost nothing', async () => {
  for (let times = 0; times < 8; times += 1) {
    const browser = await unknownBrowser();
    expect(location(await sendCode(browser, codeOf(factor.secret)))).toBe('/account');
    passTime(PERIOD_MS);
  }
});

describe('after the key was rotated', () => {
  const NEW_KEY = 'a new key of at least 32 characters!';
  let original: string;
  const setKeys = (...next: string[]) => {
    const keys = getEnv().secondFactor.keys as string[];
    keys.splice(0, keys.length, ...next);
  };
  beforeAll(() => {
    [original = ''] = getEnv().secondFactor.keys;
  });
  afterEach(() => setKeys(original));

  const keyIds = async () =>
    (await app.database.query('SELECT DISTINCT key_id FROM second_factors')).map((row) => row.key_id);

  it('codes still work, and the secret is encrypted with the new key', async () => {
    await app.database.query('DELETE FROM second_factors WHERE added_at < $1', [
      new Date(Date.now() - 2 * PERIOD_MS),
    ]);
    const before = await keyIds();
    setKeys(NEW_KEY, original);
    expect(location(await sendCode(await unknownBrowser(), codeOf(factor.secret)))).toBe('/account');
    const after = await keyIds();
    expect(after).toEqual([sealSecret('x', Buffer.from('y')).keyId]);
    expect(after).not.toEqual(before);
    setKeys(NEW_KEY);
    passTime(PERIOD_MS);
    expect(location(await sendCode(await unknownBrowser(), codeOf(factor.secret)))).toBe('/account');
  });

  it('without the earlier key only recovery codes work', async () => {
    setKeys(NEW_KEY);
    const browser = await unknownBrowser();
    const response = await sendCode(browser, codeOf(factor.secret));
    expect([response.statusCode, response.headers?.['retry-after']]).toEqual([503, '60']);
    expect(app.log.at(-1)).toMatchObject({ outcome: 'second_factor_key_unknown' });
    expect(location(await sendCode(browser, factor.recoveryCodes[0] ?? ''))).toBe('/account');
  });
});
