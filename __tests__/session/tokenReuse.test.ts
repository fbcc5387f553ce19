import { GRACE_MS, rememberSessionLifetime, setWait } from '../../netlify/session/tokenReuse.ts';
import { AUTH, HOP, location, passTime, startTestApp, USER, setUpTestApp } from '../support/testApp.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';

const app = setUpTestApp(startTestApp);
beforeAll(() => setWait(() => Promise.resolve()));
beforeEach(() => app.log.splice(0));

const toPage = { path: HOP, query: { redirectTo: '/session' } };
const LOGIN = '/auth?redirectToPath=%2Fsession';
const refresh = { method: 'POST', path: `${AUTH}/session/refresh` };
const outcomes = () => app.log.map(({ outcome }) => outcome);

/** Makes this process forget how long sessions live, like a new one. */
function forgetLifetime(): void {
  // No session ends that early: its current token would have to be promoted in the future.
  rememberSessionLifetime(Date.now() + 1000);
}

/** An owner who has refreshed by the SDK, and an attacker with the previous refresh token. */
async function stolen() {
  const owner = await app.signedIn();
  const attacker = owner.copy();
  expect((await owner.send(refresh)).statusCode).toBe(200);
  expect((await owner.send({ path: USER })).statusCode).toBe(200);
  return { owner, attacker };
}

async function isOver(owner: TestBrowser): Promise<boolean> {
  return (await owner.send(refresh)).statusCode === 401;
}

it('a process that has served only refreshes of the SDK ends the session after the grace period', async () => {
  const browser = await app.signedIn();
  forgetLifetime();
  await browser.send(refresh);
  const { owner, attacker } = await stolen();
  passTime(GRACE_MS + 1000);
  expect((await attacker.ask(refresh)).statusCode).toBe(401);
  expect(outcomes()).toContain('theft_detected');
  expect(await isOver(owner)).toBe(true);
});

it('so does a process that has only seen a session begin', async () => {
  const { owner, attacker } = await stolen();
  forgetLifetime();
  await app.signedIn();
  passTime(GRACE_MS + 1000);
  expect((await attacker.ask(refresh)).statusCode).toBe(401);
  expect(await isOver(owner)).toBe(true);
});

describe('a process that does not know how long sessions live', () => {
  const askCold = async (attacker: TestBrowser, query: Record<string, string> = {}) => {
    forgetLifetime();
    return attacker.ask({ ...refresh, query });
  };

  it.each([undefined, '0', 'x', String(Date.now() + 10 ** 9)])(
    'delays a client for one grace period, who claims %p of earlier rounds',
    async (refusedAt) => {
      const query: Record<string, string> = refusedAt === undefined ? {} : { refusedAt };
      const { owner, attacker } = await stolen();
      passTime(3_600_000);
      expect((await askCold(attacker, query)).statusCode).toBe(307);
      passTime(GRACE_MS - 1000);
      expect((await askCold(attacker, query)).statusCode).toBe(307);
      passTime(2000);
      expect((await askCold(attacker, query)).statusCode).toBe(401);
      expect(outcomes()).toContain('theft_detected');
      expect(await isOver(owner)).toBe(true);
    },
  );

  it('ignores uses before the last promotion', async () => {
    const { owner, attacker } = await stolen();
    passTime(3_600_000);
    expect((await askCold(attacker)).statusCode).toBe(307);
    await owner.send(refresh);
    expect((await owner.send({ path: USER })).statusCode).toBe(200);
    passTime(GRACE_MS + 1000);
    expect((await askCold(attacker)).statusCode).toBe(307);
  });

  it('keeps other data of the session', async () => {
    const { owner, attacker } = await stolen();
    const { getSessionInformation, updateSessionDataInDatabase } =
      await import('supertokens-node/recipe/session');
    const [, payload = ''] = (owner.jar.get('sAccessToken') ?? '').split('.');
    const { sessionHandle } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      sessionHandle: string;
    };
    await updateSessionDataInDatabase(sessionHandle, { passwordChanged: 1 });
    await askCold(attacker);
    expect((await getSessionInformation(sessionHandle))?.sessionDataInDatabase).toEqual({
      passwordChanged: 1,
      firstReuse: { expiry: expect.any(Number) as number, at: expect.any(Number) as number },
    });
  });
});

it('the refresh hop delays a client that keeps none of its cookies for one grace period', async () => {
  const owner = await app.expired();
  const attacker = owner.copy();
  await owner.navigate(toPage);
  passTime(60_000);
  const ask = async () => {
    const response = await attacker.ask(toPage);
    expect(setCookies(response).some((cookie) => cookie.startsWith('sNextRefresh=ey'))).toBe(false);
    return location(response);
  };
  expect(await ask()).toBe(`${HOP}?redirectTo=%2Fsession`);
  passTime(GRACE_MS - 1000);
  expect(await ask()).toBe(`${HOP}?redirectTo=%2Fsession`);
  passTime(2000);
  expect(await ask()).toBe(LOGIN);
  expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
});
