import { ACCOUNT_METHODS_FUNCTION as METHODS } from '../../config/contracts/sign-in-methods.ts';
import { setLicense, startLinkingTestApp, recipesOf } from '../support/linkingTestApp.ts';
import { signInByMail } from '../support/magicLink.ts';
import { outstandingIn } from '../support/outstanding.ts';
import { newProviderUser, signInBy, usersWith } from '../support/socialTestApp.ts';
import { UNREACHABLE, whileDatabaseIs } from '../support/testDatabase.ts';
import { passTime, setUpTestApp, stopTime } from '../support/testApp.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { signIn } from '../support/users.ts';
import { tokenOf } from '../support/emailChange.ts';
import { linkIn } from '../support/readMail.ts';
import { askForPassword, createLinkedUser, listMethods, removeMethod } from '../support/linkedUsers.ts';

const app = setUpTestApp(startLinkingTestApp);

const MINUTE_MS = 60_000;

beforeEach(() => {
  stopTime();
  setLicense('account_linking');
});

describe('the list', () => {
  it('has all ways to sign in, when they were added and last used', async () => {
    const { email, user, byProvider } = await createLinkedUser(app);
    const added = Date.now();
    passTime(MINUTE_MS);
    await signIn(app, email);
    expect(await listMethods(byProvider)).toEqual({
      methods: [
        {
          method: 'password',
          identity: email,
          addedAt: expect.any(Number) as number,
          lastUsedAt: Date.now(),
          current: false,
          removable: true,
        },
        {
          method: 'google',
          identity: user.email,
          addedAt: added,
          lastUsedAt: added,
          current: true,
          removable: false,
        },
      ],
      removed: [],
      linksOthers: true,
      hasVerifiedAddress: true,
      passwordAddress: null,
    });
  });

  it('has one way for a user who has one, which cannot be removed', async () => {
    const browser = await signInByMail(app);
    expect((await listMethods(browser)).methods).toEqual([
      expect.objectContaining({ method: 'email', current: true, removable: false }),
    ]);
  });

  it('offers a password only where the core can link it', async () => {
    const user = newProviderUser();
    const browser = app.newBrowser();
    await signInBy(app, browser, 'google', { user });
    expect(await listMethods(browser)).toMatchObject({ linksOthers: true, passwordAddress: user.email });
    setLicense('none');
    expect(await listMethods(browser)).toMatchObject({ linksOthers: false, passwordAddress: null });
  });

  it('is complete but for the last use while the database is down', async () => {
    const { byProvider } = await createLinkedUser(app);
    const { methods } = await whileDatabaseIs(UNREACHABLE, () => listMethods(byProvider));
    expect(methods.map(({ method, lastUsedAt }) => [method, lastUsedAt])).toEqual([
      ['password', null],
      ['google', null],
    ]);
  });

  it('requires a session', async () => {
    expect((await app.newBrowser().send({ path: METHODS })).statusCode).toBe(401);
  });
});

describe('a first password', () => {
  it('is set by the link that is sent to the verified address', async () => {
    const { resetWith } = outstandingIn(app);
    const user = newProviderUser();
    const browser = app.newBrowser();
    await signInBy(app, browser, 'google', { user });
    expect(bodyOf(await askForPassword(browser))).toEqual({ sentTo: user.email });
    const token = tokenOf(linkIn(await app.inbox.read(user.email, 'Reset your password')));
    expect(bodyOf(await resetWith(token, 'a first horse 3'))).toMatchObject({ status: 'OK' });
    expect((await signIn(app, user.email, { password: 'a first horse 3' })).status).toBe('OK');
    expect((await usersWith(user.email)).map(recipesOf)).toEqual([['emailpassword', 'thirdparty']]);
  });

  it('can be set again after the password was removed', async () => {
    const { resetWith } = outstandingIn(app);
    const { email, byProvider } = await createLinkedUser(app);
    await removeMethod(byProvider, 'password');
    passTime(MINUTE_MS);
    expect(bodyOf(await askForPassword(byProvider))).toEqual({ sentTo: email });
    const token = tokenOf(linkIn(await app.inbox.read(email, 'Reset your password')));
    expect(bodyOf(await resetWith(token, 'a first horse 3'))).toMatchObject({ status: 'OK' });
  });

  it('is refused to a user who has one, and where the core cannot link it', async () => {
    const { byPassword } = await createLinkedUser(app);
    expect((await askForPassword(byPassword)).statusCode).toBe(409);
    const browser = await signInByMail(app);
    setLicense('none');
    expect((await askForPassword(browser)).statusCode).toBe(409);
  });
});
