import { PROFILE_FUNCTION } from '../../config/contracts/profile.ts';
import { setErrorReporter } from '../../monitoring/errorReporting.ts';
import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import { openInbox } from './inbox.ts';
import type { RequestOptions } from './lambdaEvent.ts';
import { createUser, type TestUser } from './users.ts';
import { startTestAppWithDatabase, type TestAppWithDatabase } from './testAppWithDatabase.ts';

export interface OddValuesTestApp extends TestAppWithDatabase {
  /** Failures that were reported since the test began. */
  readonly reports: string[];
  /** Before each test: ensures that the user is signed in, and clears the log. */
  renew: () => Promise<void>;
  /** Sends a request as the user. There is no database, so attempts are not limited. */
  send: (request: RequestOptions) => Promise<FunctionResponse>;
  /** Tries all values at the same time; fails for each that gets a 5xx or is reported. */
  tryAll: (values: Record<string, unknown>, requestWith: (value: unknown) => RequestOptions) => Promise<void>;
}

/**
 * The functions with a user who sends odd values to them.
 *
 * @param newUser makes that user, one with a role for instance
 */
export async function startOddValuesTestApp(
  newUser: (app: TestAppWithDatabase) => Promise<TestUser> = createUser,
): Promise<OddValuesTestApp> {
  const inbox = await openInbox();
  const app = await startTestAppWithDatabase({ ...inbox.env, NETLIFY_DB_URL: '' });
  const reports: string[] = [];
  setErrorReporter(({ what }) => void reports.push(what));
  let user = await newUser(app);

  const send: OddValuesTestApp['send'] = (request) => user.browser.copy().send(request);
  return {
    ...app,
    reports,
    renew: async () => {
      const { statusCode } = await user.browser.send({ path: PROFILE_FUNCTION });
      if (statusCode !== 200) user = await newUser(app);
      app.log.splice(0);
      reports.splice(0);
    },
    send,
    tryAll: async (values, requestWith) => {
      const faults = await Promise.all(
        Object.entries(values).map(async ([name, value]) => {
          const { statusCode, body } = await send(requestWith(value));
          return statusCode >= 500 ? [`${name}: ${statusCode} ${body.slice(0, 120)}`] : [];
        }),
      );
      expect([faults.flat(), reports]).toEqual([[], []]);
    },
    close: async () => {
      setErrorReporter();
      await app.close();
    },
  };
}
