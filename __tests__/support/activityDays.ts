import { ACTIVITY_FUNCTION, activityAnswer, type ActivityDay } from '../../config/contracts/activity.ts';
import { bodyOf, type TestBrowser } from './testBrowser.ts';

/** The activity of the user who is signed in, newest first. */
export async function activityDays(browser: TestBrowser): Promise<ActivityDay[]> {
  return activityAnswer.parse(bodyOf(await browser.send({ path: ACTIVITY_FUNCTION }))).days;
}

/** The kinds of recorded events of the user who is signed in, newest first. */
export async function activityKinds(browser: TestBrowser): Promise<string[]> {
  return (await activityDays(browser)).flatMap(({ entries }) => entries.map(({ kind }) => kind));
}
