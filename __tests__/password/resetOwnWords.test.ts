import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { startFullTestApp } from '../support/fullTestApp.ts';
import { emailChangeIn, tokenOf } from '../support/emailChange.ts';
import { AUTH, setUpTestApp } from '../support/testApp.ts';
import { askForReset } from '../support/passwordReset.ts';
import { createUser, signIn } from '../support/users.ts';
import { linkIn } from '../support/readMail.ts';
import { bodyOf } from '../support/testBrowser.ts';
import { uniqueEmail } from '../support/uniqueEmail.ts';

const GOOD = 'a new horse 2';
const INVALID = { status: 'RESET_PASSWORD_INVALID_TOKEN_ERROR' };
const OWN_WORDS = {
  status: 'FIELD_ERROR',
  formFields: [{ id: 'password', error: expect.stringContaining('Use more than your name') as string }],
};

const app = setUpTestApp(startFullTestApp);

/** A user with a name, and the token of a link that was sent to them. */
async function withLink(email = `marguerite.${crypto.randomUUID().slice(0, 8)}@example.com`) {
  const { browser, userId } = await createUser(app, { email });
  await browser.send({ method: 'PATCH', path: PROFILE_FUNCTION, body: { name: 'Thelonious' } });
  await askForReset(app, email);
  return { email, userId, browser, token: tokenOf(linkIn(await app.inbox.read(email, 'Reset your'))) };
}

const choose = async (token: string, password: string) =>
  bodyOf(
    await app.newBrowser().send({
      method: 'POST',
      path: `${AUTH}/user/password/reset`,
      body: { method: 'token', token, formFields: [{ id: 'password', value: password }] },
    }),
  );

it.each(['Thelonious1', 'marguerite!2'])(
  'a password made of known facts about the user (%s) is refused, and the link still works',
  async (password) => {
    const { email, token } = await withLink();
    for (let tries = 0; tries < 3; tries += 1) expect(await choose(token, password)).toEqual(OWN_WORDS);
    expect(await choose(token, GOOD)).toEqual({ status: 'OK' });
    expect((await signIn(app, email, { password: GOOD })).status).toBe('OK');
    expect(await choose(token, 'another horse 3')).toEqual(INVALID);
  },
);

it('a token with a forged user reveals nothing about that user', async () => {
  const [own, victim] = [await withLink(), await withLink()];
  const [core = '', ownId = '', signed = ''] = own.token.split('.');
  const victimId = Buffer.from(victim.userId).toString('base64url');
  expect(Buffer.from(ownId, 'base64url').toString()).toBe(own.userId);
  for (const token of [
    `none.${victimId}.${signed}`,
    `none.${victimId}.${'A'.repeat(43)}`,
    'none',
    `${core}x`,
  ])
    expect(await choose(token, 'Thelonious1')).toEqual(INVALID);
  expect(await choose(own.token, GOOD)).toEqual({ status: 'OK' });
});

it('a token whose user or proof was cut off or changed is refused: the checks would not know the user', async () => {
  const [own, other] = [await withLink(), await withLink()];
  const [token = '', user = '', proof = ''] = own.token.split('.');
  const [, otherUser = ''] = other.token.split('.');
  for (const changed of [token, `${token}.${user}`, `${token}.${otherUser}.${proof}`, `${own.token}A`])
    expect(await choose(changed, GOOD)).toEqual(INVALID);
  expect(await choose(own.token, GOOD)).toEqual({ status: 'OK' });
});

it('a link to a former address reveals nothing about the user', async () => {
  const { token, browser } = await withLink();
  const email = emailChangeIn(app);
  const next = `thelonious.${uniqueEmail()}`;
  await email.change(browser, next);
  expect((await email.confirm(await email.confirmToken(next))).statusCode).toBe(200);
  expect(await choose(token, 'Thelonious1')).toEqual(INVALID);
});
