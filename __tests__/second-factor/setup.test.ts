import { getSessionInformation } from 'supertokens-node/recipe/session';
import { errorCode, passTime, USER, setUpTestApp } from '../support/testApp.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { signIn, setUpUser } from '../support/users.ts';
import { refusalOf } from '../support/refusals.ts';
import {
  begin,
  claimsOf,
  codeOf,
  confirm,
  enrol,
  FACTOR,
  readFactor,
  changeFactor,
} from '../support/secondFactor.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { activityKinds } from '../support/activityDays.ts';

const MINUTE_MS = 60_000;

const app = setUpTestApp(() => startFullTestApp({ SECOND_FACTOR: 'optional' }));
const ada = setUpUser(app);

describe('setting up', () => {
  it('turns on with the first code, and tells the owner', async () => {
    const { userId, browser, email } = ada;
    const { recoveryCodes } = await enrol(browser);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[2-9a-hj-np-z]{4}(-[2-9a-hj-np-z]{4}){2}$/);
    expect(await readFactor(browser)).toEqual({
      factor: {
        addedAt: Date.now(),
        recoveryCodesLeft: 10,
        codesSaved: false,
        codesId: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
      setup: null,
      trustedBrowsers: [],
      required: false,
    });
    expect(claimsOf(browser)).toMatchObject({ secondFactor: 'proved' });
    expect(await app.inbox.subjects(ada.email)).toEqual(['Two-factor authentication was turned on']);
    expect(await activityKinds(ada.browser)).toContain('second_factor_added');
    expect(userId).not.toBe('');
    expect((await app.inbox.read(email)).text).not.toContain(recoveryCodes[0]);
  });

  it('shows key and QR code to the session that has begun, for 15 minutes', async () => {
    const { browser: other } = await signIn(app, ada.email);
    const secret = await begin(ada.browser);
    const { setup } = await readFactor(ada.browser);
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(setup?.uri).toMatch(new RegExp(`^otpauth://totp/Latchkey:.*secret=${secret}`));
    expect(setup?.qr.path).toMatch(/^M\d/);
    expect((await readFactor(other)).setup).toBeNull();
    expect(refusalOf(await confirm(other, codeOf(secret)))[0]).toBe(409);
    passTime(15 * MINUTE_MS);
    expect((await readFactor(ada.browser)).setup).toBeNull();
    expect(refusalOf(await confirm(ada.browser, codeOf(secret)))).toEqual([
      409,
      undefined,
      expect.stringContaining('took too long'),
    ]);
  });

  it('ends all other sessions, and stores neither key nor codes as they are', async () => {
    const { browser: other } = await signIn(app, ada.email);
    const { sessionHandle } = bodyOf(await other.ask({ path: USER }));
    const { secret, recoveryCodes } = await enrol(ada.browser);
    expect(await getSessionInformation(String(sessionHandle))).toBeUndefined();
    const stored = JSON.stringify(await app.database.query('SELECT * FROM second_factors'));
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(text);
    expect(stored).not.toContain(ada.userId);
  });

  it.each([
    [{ code: '' }, 'Enter the code.'],
    [{}, 'Enter the code.'],
    [{ code: 1 }, 'Enter the code.'],
    [{ code: '1'.repeat(101) }, 'This code is too long.'],
    [{ code: '000000' }, 'This code is wrong.'],
    [{ code: 'abcdef' }, 'This code is wrong.'],
  ])('refuses %j as the first code', async (body, message) => {
    await begin(ada.browser);
    const response = await ada.browser.send({ method: 'POST', path: `${FACTOR}/setup/confirmation`, body });
    expect(refusalOf(response)).toEqual([400, 'code', expect.stringContaining(message)]);
    expect((await readFactor(ada.browser)).factor).toBeNull();
  });

  it('adds one factor, whether confirmed three times at once or one after the other', async () => {
    const secret = await begin(ada.browser);
    const code = codeOf(secret);
    const answers = await Promise.all([1, 2, 3].map(() => confirm(ada.browser.copy(), code)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect((await confirm(ada.browser, code)).statusCode).toBe(409);
    expect((await changeFactor(ada.browser, 'POST', '/setup')).statusCode).toBe(409);
  });

  it('begins again with another key', async () => {
    const first = await begin(ada.browser);
    const second = await begin(ada.browser);
    expect((await confirm(ada.browser, codeOf(first))).statusCode).toBe(400);
    expect((await confirm(ada.browser, codeOf(second))).statusCode).toBe(200);
  });

  it('refuses the code of a page that shows an earlier key, and says why', async () => {
    const first = await begin(ada.browser);
    const setupId = (await readFactor(ada.browser)).setup?.setupId;
    await begin(ada.browser);
    const path = `${FACTOR}/setup/confirmation`;
    const body = { code: codeOf(first), setupId };
    expect(refusalOf(await ada.browser.send({ method: 'POST', path, body }))).toEqual([
      409,
      undefined,
      expect.stringContaining('begun elsewhere'),
    ]);
  });

  it('asks for a sign-in that is not older than 5 minutes', async () => {
    passTime(5 * MINUTE_MS + 1000);
    expect(errorCode(await changeFactor(ada.browser, 'POST', '/setup'))).toBe('RECENT_SIGN_IN_REQUIRED');
  });
});
