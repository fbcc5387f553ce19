import type { TestApp } from './testApp.ts';

/** The number of reports of a sign-in in a new browser that work has had sent. */
export async function signInReportsOf(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  app.log.splice(0);
  await work();
  // A mail with a code is sent by another request than the sign-in.
  const signIns = app.log.filter(({ route }) => !/\/(request|resend)$/.test(route));
  return signIns.filter(({ mail }) => mail === 'sent').length;
}
