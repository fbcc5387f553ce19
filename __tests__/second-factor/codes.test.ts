import { errorCode, location, passTime, USER, setUpTestApp } from '../support/testApp.ts';
import { startTestAppWithDatabase } from '../support/testAppWithDatabase.ts';
import { toArabicDigits } from '../support/mailCode.ts';
import {
  codeForm,
  codeOf,
  halfSignedIn,
  PERIOD_MS,
  sendCode,
  setUpEnrolledUser,
} from '../support/secondFactor.ts';

const app = setUpTestApp(() => startTestAppWithDatabase({ SECOND_FACTOR: 'optional' }));
const { user: ada, factor } = setUpEnrolledUser(app);

const statusesOf = (answers: readonly { statusCode: number }[]) => answers.map((one) => one.statusCode);

it.each([
  ['the one before', -1, true],
  ['the current one', 0, true],
  ['the next one', 1, true],
  ['the one before the last', -2, false],
  ['the one after the next', 2, false],
])('accepts the code of a step: %s', async (_name, steps, accepted) => {
  passTime(4 * PERIOD_MS);
  const browser = await halfSignedIn(app, ada.email);
  const response = await sendCode(browser, codeOf(factor.secret, steps));
  expect(location(response) === '/account').toBe(accepted);
});

it('accepts each code once, and none from before a used one', async () => {
  passTime(2 * PERIOD_MS);
  await sendCode(await halfSignedIn(app, ada.email), codeOf(factor.secret));
  for (const steps of [0, -1]) {
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, codeOf(factor.secret, steps)))).toContain('problem=code_refused');
    expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
  }
  const browser = await halfSignedIn(app, ada.email);
  expect(location(await sendCode(browser, codeOf(factor.secret, 1)))).toBe('/account');
});

it('does not accept the code that confirmed the set-up', async () => {
  const browser = await halfSignedIn(app, ada.email);
  expect(location(await sendCode(browser, codeOf(factor.secret, -1)))).toContain('problem=code_refused');
});

it.each(['of several sessions', 'of one session'])(
  'the same code three times at once gets in once: %s',
  async (name) => {
    const one = await halfSignedIn(app, ada.email);
    const browsers = name.includes('several')
      ? [one, await halfSignedIn(app, ada.email), await halfSignedIn(app, ada.email)]
      : [one, one.copy(), one.copy()];
    const code = codeOf(factor.secret);
    const answers = await Promise.all(browsers.map((browser) => sendCode(browser, code)));
    expect(statusesOf(answers)).toEqual([303, 303, 303]);
    expect(answers.filter((answer) => location(answer) === '/account')).toHaveLength(1);
  },
);

it('a wrong code leads back to the form with the problem, by way of the check', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const { page } = await browser.navigate(codeForm('000000', { redirectToPath: '/account/data' }));
  expect(page).toBe('/second-factor?redirectToPath=%2Faccount%2Fdata&problem=code_refused');
  expect(errorCode(await browser.ask({ path: USER }))).toBe('SECOND_FACTOR_REQUIRED');
});

it('a wrong recovery code leads back to the form for recovery codes', async () => {
  const browser = await halfSignedIn(app, ada.email);
  const { page } = await browser.navigate(codeForm('aaaa-bbbb-cccc', { use: 'recovery' }));
  expect(page).toBe('/second-factor?redirectToPath=%2Faccount&problem=code_refused&use=recovery');
});

it.each(['on', ''])('a wrong code keeps what was chosen for this browser: “%s”', async (trust) => {
  const browser = await halfSignedIn(app, ada.email);
  const { page } = await browser.navigate(codeForm('000000', { trust }));
  expect(new URL(page, 'http://page').searchParams.get('trust') ?? '').toBe(trust);
});

it.each(['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '0'.repeat(5000)])(
  'refuses “%s” as a code',
  async (code) => {
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, code))).toContain('problem=code_refused');
  },
);

it.each<[string, (code: string) => string]>([
  ['with spaces', (code) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
  ['in Arabic digits', toArabicDigits],
])('accepts a code %s', async (_, write) => {
  const browser = await halfSignedIn(app, ada.email);
  expect(location(await sendCode(browser, write(codeOf(factor.secret))))).toBe('/account');
});
