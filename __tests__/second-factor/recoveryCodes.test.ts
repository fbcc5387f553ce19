import { setUpTestApp, location } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { setUpUser } from '../support/users.ts';
import {
  claimsOf,
  enrol,
  FACTOR,
  halfSignedIn,
  readFactor,
  sendCode,
  renewRecoveryCodes,
} from '../support/secondFactor.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { activityKinds } from '../support/activityDays.ts';

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
const ada = setUpUser(app);

const isSaved = async () => (await readFactor(ada.browser)).factor?.codesSaved;

/** Names the recovery codes that the page is about now. */
const shownCodes = async () => (await readFactor(ada.browser)).factor?.codesId ?? '';

const confirmSaved = (codesId: string) =>
  ada.browser.send({ method: 'POST', path: `${FACTOR}/recovery-codes/saved`, body: { codesId } });

describe('recovery codes', () => {
  it('each let the user in once, and tell the owner', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const [first = '', second = ''] = recoveryCodes;
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, first.toUpperCase().replaceAll('-', ' ')))).toBe('/account');
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
    expect((await readFactor(browser)).factor?.recoveryCodesLeft).toBe(9);
    expect(await app.inbox.subjects(ada.email)).toContain('A recovery code was used');
    expect(await activityKinds(browser)).toContain('recovery_code_used');
    const again = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(again, first))).toContain('code_refused');
    expect(location(await sendCode(again, second))).toBe('/account');
  });

  it('three times at once gets in once', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const browsers = await Promise.all([1, 2, 3].map(() => halfSignedIn(app, ada.email)));
    const answers = await Promise.all(browsers.map((browser) => sendCode(browser, recoveryCodes[3] ?? '')));
    expect(answers.filter((answer) => location(answer) === '/account')).toHaveLength(1);
  });

  it('are replaced by new ones', async () => {
    const { recoveryCodes } = await enrol(ada.browser);
    const renewed = bodyOf(await renewRecoveryCodes(ada.browser)).recoveryCodes as string[];
    expect(renewed).toHaveLength(10);
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, recoveryCodes[0] ?? ''))).toContain('code_refused');
    expect(location(await sendCode(browser, renewed[0] ?? ''))).toBe('/account');
    expect(await app.inbox.subjects(ada.email)).toContain('Your recovery codes were replaced');
  });

  it('stay marked as not saved until the user has confirmed it, as new ones are again', async () => {
    expect((await confirmSaved('any')).statusCode).toBe(409);
    await enrol(ada.browser);
    expect(await isSaved()).toBe(false);
    const codesId = await shownCodes();
    for (const answer of [await confirmSaved(codesId), await confirmSaved(codesId)])
      expect(answer.statusCode).toBe(200);
    expect(await isSaved()).toBe(true);
    await renewRecoveryCodes(ada.browser);
    expect(await isSaved()).toBe(false);
  });

  it('are not confirmed by a page that shows earlier ones', async () => {
    await enrol(ada.browser);
    const earlier = await shownCodes();
    await renewRecoveryCodes(ada.browser);
    const answer = await confirmSaved(earlier);
    expect([answer.statusCode, bodyOf(answer).error]).toEqual([
      409,
      expect.objectContaining({ reason: 'second-factor.codesReplaced' }),
    ]);
    expect(await isSaved()).toBe(false);
  });

  it('renewed twice at once never show codes that do not work', async () => {
    await enrol(ada.browser);
    const renewals = await Promise.all([1, 2].map(() => renewRecoveryCodes(ada.browser)));
    const shown = renewals
      .filter(({ statusCode }) => statusCode === 200)
      .map((answer) => (bodyOf(answer).recoveryCodes as string[])[0] ?? '');
    expect(shown).toHaveLength(1);
    const browser = await halfSignedIn(app, ada.email);
    expect(location(await sendCode(browser, shown[0] ?? ''))).toBe('/account');
  });

  it('do not exist without a factor', async () => {
    expect((await renewRecoveryCodes(ada.browser)).statusCode).toBe(409);
  });
});
