import { Passkey } from './authenticator';
import type { IssuedOptions } from './authenticator';
import type { AnswerBody, TestCore } from './testCore';
import { totpCode } from './totpCode';

/** A user with data in every recipe. */
export interface AccountWithEverything {
  readonly userId: string;
  /** Core ids and external ids of the user and their login methods. */
  readonly ids: readonly string[];
  /** Credentials that must not be readable in the database. */
  readonly secrets: Readonly<Record<string, string>>;
}

const TOTP_SECRET = 'ZNPARPDTO6BFVSOFM3BPJGORPYTNTDSF';
const PASSWORD = 'correct horse battery staple';
const USER_INPUT_CODE = 'typed-by-hand';

export async function createAccountWithEverything(
  { call, clock }: TestCore,
  name: string,
  isMapped: boolean,
): Promise<AccountWithEverything> {
  const post = async (path: string, body: object): Promise<AnswerBody> => {
    const { body: answer } = await call('POST', path, body);
    if (answer.status !== 'OK') throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const email = (recipe: string) => `${recipe}-${name}@example.com`;
  const mailed = (path: string, body: object) => post(path, body).then(({ token }) => token);

  const ownIds = [
    (await post('/recipe/signup', { email: email('password'), password: PASSWORD })).user.id,
    (await post('/recipe/signinup', providersUser(email('provider')))).user.id,
    (await post('/recipe/signinup/code/consume', proofOf(await newCode()))).user.id,
    await signUpByPasskey(),
  ];
  const shownIds = isMapped ? ownIds.map((_, index) => `${name}-${String(index)}`) : ownIds;
  if (isMapped)
    for (const [index, superTokensUserId] of ownIds.entries())
      await post('/recipe/userid/map', { superTokensUserId, externalUserId: shownIds[index] });
  const [userId = '', ...others] = shownIds;
  await post('/recipe/accountlinking/user/primary', { recipeUserId: userId });
  for (const recipeUserId of others)
    await post('/recipe/accountlinking/user/link', { recipeUserId, primaryUserId: userId });

  // From now on verifications by provider and code are stored under the core's own ids.
  await post('/recipe/signinup', providersUser(email('provider')));
  await post('/recipe/signinup/code/consume', proofOf(await newCode()));
  const first = await post('/recipe/session', sessionOf(userId));
  const second = await post('/recipe/session/refresh', tradeOf(first));
  const third = await post('/recipe/session/refresh', tradeOf(second));
  await post('/recipe/session', sessionOf(others[0] ?? ''));
  await call('PUT', '/recipe/user/metadata', { userId, metadataUpdate: { a: 1 } });
  await call('PUT', '/recipe/role', { role: 'admin' });
  await call('PUT', '/recipe/user/role', { userId, role: 'admin' });
  const device = { userId, deviceName: 'phone', skew: 1, period: 30, secretKey: TOTP_SECRET };
  await post('/recipe/totp/device/import', device);
  await post('/recipe/totp/verify', { userId, totp: totpCode(TOTP_SECRET, clock.now(), 30) });
  const verification = { userId, email: email('password') };
  const verified = await mailed('/recipe/user/email/verify/token', verification);
  await post('/recipe/user/email/verify', { method: 'token', token: verified });
  const next = { userId, email: email('next') };
  const pending = await newCode();

  return {
    userId,
    ids: [...new Set([...ownIds, ...shownIds])],
    secrets: {
      password: PASSWORD,
      'first refresh token': first.refreshToken.token,
      'refresh token': second.refreshToken.token,
      'child of the refresh token': third.refreshToken.token,
      'access token': second.accessToken.token,
      'anti-CSRF token': first.antiCsrfToken,
      'verification token that was used': verified,
      'verification token': await mailed('/recipe/user/email/verify/token', next),
      'password reset token': await mailed('/recipe/user/password/reset/token', verification),
      'recovery token': await mailed('/recipe/webauthn/user/recover/token', verification),
      'link code': pending.linkCode,
      'device id': pending.deviceId,
      'code to type': USER_INPUT_CODE,
    },
  };

  async function newCode() {
    const body = { email: email('code'), userInputCode: USER_INPUT_CODE };
    return (await post('/recipe/signinup/code', body)) as AnswerBody &
      Record<'linkCode' | 'deviceId', string>;
  }

  async function signUpByPasskey(): Promise<string> {
    const party = {
      relyingPartyId: 'example.com',
      relyingPartyName: 'Example',
      origin: 'https://example.com',
    };
    const asked = await post('/recipe/webauthn/options/register', { ...party, email: email('passkey') });
    const options = asked as unknown as IssuedOptions;
    const { webauthnGeneratedOptionsId } = options;
    const credential = new Passkey().register(options);
    return (await post('/recipe/webauthn/signup', { webauthnGeneratedOptionsId, credential })).user.id;
  }
}

const providersUser = (email: string) => ({
  thirdPartyId: 'google',
  thirdPartyUserId: email,
  email: { id: email, isVerified: true },
});

const proofOf = ({ preAuthSessionId, linkCode }: AnswerBody) => ({ preAuthSessionId, linkCode });

const sessionOf = (userId: string) => ({
  userId,
  userDataInJWT: {},
  userDataInDatabase: {},
  enableAntiCsrf: true,
  useDynamicSigningKey: true,
});

const tradeOf = ({ refreshToken, antiCsrfToken }: AnswerBody) => ({
  refreshToken: refreshToken.token,
  antiCsrfToken,
  enableAntiCsrf: true,
  useDynamicSigningKey: true,
});
