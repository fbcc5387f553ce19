import { listUsersByAccountInfo } from 'supertokens-node';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { passTime, signUp, setUpTestApp } from '../support/testApp.ts';
import { createUser, signIn, isSignedIn } from '../support/users.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { signInWithCode, linkFields, post, requestCode, signInByMail } from '../support/magicLink.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';
import { target } from '../support/redirects.ts';
import { codeIn, wrongCode } from '../support/mailCode.ts';
import { activityDays, activityKinds } from '../support/activityDays.ts';

const CONSUME = 'POST /public/recipe/signinup/code/consume';

const app = setUpTestApp(() => startFullTestApp({ EMAIL_VERIFICATION: 'required' }));

const methodsOf = async (email: string) =>
  (await listUsersByAccountInfo('public', { email })).flatMap(({ loginMethods }) =>
    loginMethods.map(({ recipeId }) => recipeId),
  );

it('lets a user in by code where addresses have to be verified', async () => {
  expect(await isSignedIn(await signInByMail(app))).toBe(true);
});

describe('an address with a password', () => {
  it('is refused once the code is proved, with the way to sign in, and nothing is left behind', async () => {
    const { email } = await createUser(app);
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    expect(target(await signInWithCode(browser, wrongCode(code)))).toMatchObject({ formError: 'code_wrong' });
    const copy = browser.copy();
    const response = await signInWithCode(browser, code, { redirectToPath: '/account' });
    expect(target(response)).toEqual({
      path: '/auth',
      formError: 'other_method',
      method: 'password',
      redirectToPath: '/account',
    });
    expect(decodeURIComponent(browser.jar.get('enteredEmail') ?? '')).toBe(email);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await methodsOf(email)).toEqual(['emailpassword']);
    expect(target(await signInWithCode(copy, code))).toMatchObject({ formError: 'code_expired' });
    expect(app.log.findLast(({ route }) => route === 'magic-link/code')).toBeDefined();
    // The owner of the password is not affected.
    expect((await signIn(app, email)).status).toBe('OK');
  });

  it('is refused by link, too', async () => {
    const { email } = await createUser(app);
    const fields = linkFields(await requestCode(app, app.newBrowser(), email));
    const browser = app.newBrowser();
    const response = await post(browser, 'link', { ...fields, elsewhere: 'yes' });
    expect(target(response)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(await methodsOf(email)).toEqual(['emailpassword']);
  });

  it('gets the same answers as an address without an account before that', async () => {
    const { email } = await createUser(app);
    const answers = async (address: string) => {
      const browser = app.newBrowser();
      const code = codeIn(await requestCode(app, browser, address));
      const again = await post(browser, 'request', { email: address });
      const wrong = await signInWithCode(browser, wrongCode(code));
      return [again, wrong].map((response) => ({ ...target(response), wait: undefined }));
    };
    expect(await answers(email)).toEqual(await answers(uniqueEmail()));
  });

  it('causes the same calls to the core before that, so that their time tells nothing', async () => {
    const { email } = await createUser(app);
    const callsFor = async (address: string) => {
      const browser = app.newBrowser();
      app.core.reset();
      const code = codeIn(await requestCode(app, browser, address));
      await signInWithCode(browser, wrongCode(code));
      return app.core.calls.map((call) => call.split('?')[0]);
    };
    expect(await callsFor(email)).toEqual(await callsFor(uniqueEmail()));
  });

  it('keeps its account if it was created while the code was entered', async () => {
    const email = uniqueEmail();
    const browser = app.newBrowser();
    const code = codeIn(await requestCode(app, browser, email));
    const held = app.core.hold(CONSUME);
    const pending = signInWithCode(browser, code);
    await held.received;
    await signUp(app.newBrowser(), email);
    held.release();
    expect(target(await pending)).toMatchObject({ formError: 'other_method', method: 'password' });
    expect(await methodsOf(email)).toEqual(['emailpassword']);
    expect(await isSignedIn(browser)).toBe(false);
  });
});

it('refuses a password account for the address of a user without a password', async () => {
  const email = uniqueEmail();
  await signInByMail(app, email);
  expect(bodyOf(await signUp(app.newBrowser(), email))).toMatchObject({ status: 'FIELD_ERROR' });
  expect(await methodsOf(email)).toEqual(['passwordless']);
});

it('records the sign-in, and counts wrong codes and passwords for the owner', async () => {
  const email = uniqueEmail();
  const browser = await signInByMail(app, email);
  passTime(60_000);
  const other = app.newBrowser();
  const code = codeIn(await requestCode(app, other, email));
  await signInWithCode(other, wrongCode(code));
  await signIn(app, email, { password: 'wrong horse 1 battery' });
  expect(await activityKinds(browser)).toEqual(['signed_in']);
  const days = await activityDays(browser);
  expect(days.reduce((sum, { failedSignIns }) => sum + failedSignIns, 0)).toBe(2);
});
