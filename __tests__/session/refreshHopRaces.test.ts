import fc from 'fast-check';
import { AUTH, HOP, location, passTime, startTestApp, setUpTestApp } from '../support/testApp.ts';
import { setCookies, type TestBrowser } from '../support/testBrowser.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { GRACE_MS } from '../../netlify/session/tokenReuse.ts';
import { isSignedIn } from '../support/users.ts';

const app = setUpTestApp(startTestApp);
beforeEach(() => app.log.splice(0));

const PAGE = '/session';
const toPage = { path: HOP, query: { redirectTo: PAGE } };
const LOGIN = '/auth?redirectToPath=%2Fsession';

/**
 * The fault of a race shows one refresh later, when the refresh token in the jar proves to be the loser's.
 */
async function staysSignedIn(browser: TestBrowser): Promise<void> {
  for (let refresh = 0; refresh < 2; refresh += 1) {
    passTime();
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE });
    expect(await isSignedIn(browser)).toBe(true);
  }
}

describe('two tabs', () => {
  it('of which the second uses the old refresh token after the first was served', async () => {
    const browser = await app.expired();
    const late = browser.prepare(toPage);
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE });
    expect(await isSignedIn(browser)).toBe(true);

    const response = await late();
    expect(response.statusCode).toBe(303);
    expect(location(response)).toBe(`${HOP}?redirectTo=%2Fsession`);
    browser.jar.store(setCookies(response));
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE, visits: 1 });
    expect(await isSignedIn(browser)).toBe(true);
    await staysSignedIn(browser);
    expect(app.log.map(({ outcome }) => outcome)).not.toContain('theft_detected');
  });

  it('keep method and body while the second is redirected', async () => {
    const browser = await app.expired();
    const late = browser.prepare({ ...toPage, method: 'POST' });
    await browser.navigate(toPage);
    expect((await late()).statusCode).toBe(307);
  });

  it('of which the second gets its offer only after that of the first was accepted', async () => {
    const browser = await app.expired();
    const late = await browser.ask(toPage);
    await browser.navigate(toPage);
    browser.jar.store(setCookies(late));
    expect(browser.jar.names()).toContain('sNextRefresh');
    expect(await isSignedIn(browser)).toBe(true);
    await staysSignedIn(browser);
  });

  it('of which one uses an old refresh token, after another old one was recorded', async () => {
    const browser = await app.expired();
    const late = browser.copy();
    await browser.navigate(toPage);
    late.jar.put('refreshHop', 'refused.0123456789abcdef', `${AUTH}/session/refresh`);
    expect(location(await late.ask(toPage))).toBe(`${HOP}?redirectTo=%2Fsession`);
    await staysSignedIn(browser);
  });

  it('whose requests arrive at the same time', async () => {
    const browser = await app.expired();
    const both = [browser.prepare(toPage), browser.prepare(toPage)];
    const responses = await Promise.all(both.map((answer) => answer()));
    for (const response of responses) browser.jar.store(setCookies(response));
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE, visits: 1 });
    expect(await browser.navigate(toPage)).toMatchObject({ page: PAGE, visits: 1 });
    await staysSignedIn(browser);
  });
});

type Tab = {
  at: 'start' | 'sent' | 'answered' | 'page';
  answer?: () => Promise<FunctionResponse>;
  response?: FunctionResponse;
};

/** Runs one step of a tab; responses reach the browser in the order in which they were sent. */
async function step(tab: Tab, browser: TestBrowser, answered: Tab[]): Promise<void> {
  if (tab.at === 'start') {
    tab.answer = browser.prepare(toPage);
    tab.at = 'sent';
  } else if (tab.at === 'sent') {
    tab.response = await tab.answer?.();
    answered.push(tab);
    tab.at = 'answered';
  } else if (tab.at === 'answered') {
    for (const earlier of answered.splice(0, answered.indexOf(tab) + 1)) arrive(earlier, browser);
  }
}

function arrive(tab: Tab, browser: TestBrowser): void {
  if (tab.response === undefined) throw new Error('nothing to arrive');
  browser.jar.store(setCookies(tab.response));
  const target = location(tab.response) ?? '';
  expect(target === PAGE || target.startsWith(HOP)).toBe(true);
  tab.at = target === PAGE ? 'page' : 'start';
}

it('many tabs restored at once all reach their page and stay signed in, in any order of events', async () => {
  const schedule = fc.array(fc.nat({ max: 3 }), { minLength: 12, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(schedule, async (order) => {
      const browser = await app.expired();
      const tabs: Tab[] = Array.from({ length: 4 }, () => ({ at: 'start' }));
      const answered: Tab[] = [];
      for (const index of order) await step(tabs[index] ?? { at: 'page' }, browser, answered);
      for (let round = 0; round < 30; round += 1) for (const tab of tabs) await step(tab, browser, answered);
      expect(tabs.map(({ at }) => at)).toEqual(['page', 'page', 'page', 'page']);
      await staysSignedIn(browser);
    }),
    { numRuns: 60 },
  );
});

it('a lost response signs no one out, whichever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 8 }), async (visits) => {
      const browser = await app.expired();
      for (const [isLost, isLater] of visits) {
        const response = await browser.ask(toPage);
        expect(location(response)).not.toMatch(/^\/auth/);
        if (!isLost) browser.jar.store(setCookies(response));
        if (isLater) passTime();
      }
      await staysSignedIn(browser);
    }),
    { numRuns: 60 },
  );
});

describe('an attacker who has copied the refresh token', () => {
  it('ends the session, including the newest token, by using it after its owner has continued', async () => {
    const owner = await app.expired();
    const attacker = owner.copy();
    await owner.navigate(toPage);
    expect(await isSignedIn(owner)).toBe(true);

    passTime(GRACE_MS + 1000);
    expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN, visits: 2 });
    expect(attacker.jar.names()).toEqual([]);
    expect(app.log.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['theft_suspected', 'theft_detected']),
    );

    passTime();
    expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
    expect(owner.jar.names()).toEqual([]);
  });

  it('ends it, too, when they were first and its owner comes later', async () => {
    const owner = await app.expired();
    const attacker = owner.copy();
    expect(await attacker.navigate(toPage)).toMatchObject({ page: PAGE });
    passTime(GRACE_MS + 1000);
    expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
    passTime();
    expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN });
  });

  it('gains nothing by omitting the cookies of the refresh hop', async () => {
    const owner = await app.expired();
    const attacker = owner.copy();
    await owner.navigate(toPage);
    for (let tries = 0; tries < 3; tries += 1) {
      const response = await attacker.ask(toPage);
      expect(setCookies(response).map((cookie) => cookie.split('=')[0])).toEqual(['refreshHop']);
    }
    await staysSignedIn(owner);
  });

  it('gains nothing from an offer that they copied after it was accepted', async () => {
    const owner = await app.expired();
    await owner.send(toPage);
    const attacker = owner.copy();
    await owner.send(toPage);
    passTime();
    await owner.navigate(toPage);
    passTime();
    expect(await attacker.navigate(toPage)).toMatchObject({ page: LOGIN });
    expect(await owner.navigate(toPage)).toMatchObject({ page: LOGIN });
  });
});
