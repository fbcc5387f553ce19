import fc from 'fast-check';
import { responseHeader, type FunctionResponse } from '../../netlify/platform/http/message.ts';
import { GRACE_MS, setWait } from '../../netlify/session/tokenReuse.ts';
import { AUTH, HOP, location, passTime, startTestApp, stopTime, setUpTestApp } from '../support/testApp.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import { isSignedIn } from '../support/users.ts';

const app = setUpTestApp(startTestApp);
const pauses: number[] = [];
let duringPause: (() => void) | undefined;

beforeAll(() => {
  setWait((milliseconds) => {
    pauses.push(milliseconds);
    stopTime(Date.now() + milliseconds);
    duringPause?.();
    return Promise.resolve();
  });
});
beforeEach(() => {
  app.log.splice(0);
  pauses.splice(0);
  duringPause = undefined;
});

const PAGE = '/session';
const toPage = { path: HOP, query: { redirectTo: PAGE } };
const LOGIN = '/auth?redirectToPath=%2Fsession';
const refresh = { method: 'POST', path: `${AUTH}/session/refresh` };

const outcomes = () => app.log.map(({ outcome }) => outcome);

async function staysSignedIn(browser: TestBrowser): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    passTime();
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE });
    expect(await isSignedIn(browser)).toBe(true);
  }
}

const arriveIn = (browser: TestBrowser, response: FunctionResponse) =>
  browser.jar.store(setCookies(response));

/**
 * Two tabs with an offer each: that of the second is in the jar, that of the first is promoted and on its
 * way.
 */
async function outrun(browser: TestBrowser): Promise<FunctionResponse> {
  const [first, second] = [browser.prepare(toPage), browser.prepare(toPage)];
  arriveIn(browser, await first());
  const taking = browser.prepare(toPage);
  arriveIn(browser, await second());
  return taking();
}

describe('a tab whose token was replaced while the response is on its way', () => {
  it('is redirected until the response has arrived', async () => {
    const browser = await app.expired();
    const onItsWay = await outrun(browser);
    duringPause = () => {
      if (pauses.length === 3) arriveIn(browser, onItsWay);
    };
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE });
    expect(pauses).toHaveLength(3);
    expect(outcomes()).not.toContain('theft_detected');
    await staysSignedIn(browser);
  });

  it('is redirected with increasing pauses', async () => {
    const browser = await app.expired();
    const onItsWay = await outrun(browser);
    duringPause = () => {
      if (pauses.length === 6) arriveIn(browser, onItsWay);
    };
    const { visits } = await browser.navigate(toPage);
    expect(pauses).toEqual([100, 100, 200, 400, 800, 1600]);
    expect(visits).toBeLessThanOrEqual(9);
  });

  it('ends the session after the grace period, within the redirects that a browser follows', async () => {
    const browser = await app.expired();
    const startedAt = Date.now();
    await outrun(browser);
    const { page, visits } = await browser.navigate(toPage);
    expect(page).toBe(LOGIN);
    expect(visits).toBeLessThanOrEqual(13);
    expect(Date.now() - startedAt).toBeLessThan(GRACE_MS + 2000);
    expect(outcomes()).toContain('theft_detected');
  });

  it('is redirected by the refresh of the SDK, too', async () => {
    const browser = await app.expired();
    const late = browser.prepare(refresh);
    await browser.navigate(toPage);
    const response = await late();
    expect(response.statusCode).toBe(307);
    expect(setCookies(response)).toEqual([]);
    expect(responseHeader(response, 'front-token')).toBeUndefined();
    const next = new URL(location(response) ?? '', 'http://localhost:8888');
    expect(next.pathname).toBe(refresh.path);
    const query = Object.fromEntries(next.searchParams);
    expect((await browser.send({ ...refresh, query })).statusCode).toBe(200);
    await staysSignedIn(browser);
  });
});

describe('a copy of an old refresh token', () => {
  async function stolen(): Promise<{ owner: TestBrowser; attacker: TestBrowser }> {
    const owner = await app.expired();
    const attacker = owner.copy();
    await owner.navigate(toPage);
    expect(await isSignedIn(owner)).toBe(true);
    return { owner, attacker };
  }

  it('gets no session within the grace period, whatever cookies its user adds or omits', async () => {
    const { owner, attacker } = await stolen();
    const markers = [undefined, 'refused.x', `refused.${'0'.repeat(16)}.${Date.now()}`, 'returned.1'];
    for (const marker of markers) {
      if (marker !== undefined) attacker.jar.put('refreshHop', marker, `${AUTH}/session/refresh`);
      const response = await attacker.ask(toPage);
      expect(setCookies(response).map((cookie) => cookie.split('=')[0])).toEqual(['refreshHop']);
      const ofSdk = await attacker.ask({ ...refresh, query: { refusedAt: marker ?? '0' } });
      expect([ofSdk.statusCode, setCookies(ofSdk)]).toEqual([307, []]);
    }
    await staysSignedIn(owner);
  });

  it('ends the session, including the newest token, when it is used until the end of the grace period', async () => {
    const { owner, attacker } = await stolen();
    expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN });
    expect(pauses.length).toBeGreaterThan(0);
    passTime();
    expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
    expect(owner.jar.names()).toEqual([]);
  });

  it.each([GRACE_MS + 1000, 60_000, 3_600_000, 24 * 3_600_000])(
    'ends the session without a pause %d ms after it was replaced',
    async (later) => {
      const { owner, attacker } = await stolen();
      passTime(later);
      expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN, visits: 2 });
      expect(pauses).toEqual([]);
      expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
    },
  );

  it('a token from two refreshes ago gets nothing within the grace period of the last one', async () => {
    const { owner, attacker } = await stolen();
    passTime();
    await owner.navigate(toPage);
    expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN });
    expect(outcomes()).toContain('theft_detected');
    expect(await isSignedIn(attacker)).toBe(false);
  });

  it("used for the SDK's refresh, ends the session after the grace period", async () => {
    const { owner, attacker } = await stolen();
    passTime(GRACE_MS + 1000);
    expect((await attacker.send(refresh)).statusCode).toBe(401);
    expect(outcomes()).toContain('theft_detected');
    expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
  });
});

interface Tab {
  at: 'start' | 'sent' | 'answered' | 'page';
  answer?: () => Promise<FunctionResponse>;
  response?: FunctionResponse;
  answeredAt: number;
}

function arrive(tab: Tab, browser: TestBrowser): void {
  if (tab.response === undefined) throw new Error('nothing to arrive');
  arriveIn(browser, tab.response);
  const target = location(tab.response) ?? '';
  expect(target === PAGE || target.startsWith(HOP)).toBe(true);
  tab.at = target === PAGE ? 'page' : 'start';
}

async function step(tab: Tab, browser: TestBrowser): Promise<void> {
  if (tab.at === 'start') {
    tab.answer = browser.prepare(toPage);
    tab.at = 'sent';
  } else if (tab.at === 'sent') {
    tab.response = await tab.answer?.();
    tab.answeredAt = Date.now();
    tab.at = 'answered';
  } else if (tab.at === 'answered') {
    arrive(tab, browser);
  }
}

/**
 * A pause of a tab at the server, and responses in any order, within two thirds of
 * the grace.
 */
it('tabs opened at the same time all reach their page, in any order of requests and responses', async () => {
  const schedule = fc.array(fc.nat({ max: 4 }), { minLength: 15, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(schedule, async (order) => {
      const browser = await app.expired();
      const tabs: Tab[] = Array.from({ length: 5 }, () => ({ at: 'start', answeredAt: 0 }));
      const arriveLate = () =>
        tabs
          .filter(({ at, answeredAt }) => at === 'answered' && Date.now() - answeredAt > GRACE_MS / 2)
          .forEach((tab) => arrive(tab, browser));
      duringPause = arriveLate;
      for (const index of order) {
        const tab = tabs[index];
        if (tab !== undefined) await step(tab, browser);
        arriveLate();
      }
      for (let round = 0; round < 30; round += 1) for (const tab of tabs) await step(tab, browser);
      expect(tabs.map(({ at }) => at)).toEqual(['page', 'page', 'page', 'page', 'page']);
      await staysSignedIn(browser);
    }),
    { numRuns: 60 },
  );
});
