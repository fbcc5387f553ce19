import { recordDeferredActivity } from '../activity/activityLog.ts';
import type { FunctionEvent } from '../platform/http/message.ts';
import { recordLastUse } from '../sign-in-methods/lastUse.ts';

/** Records what a request has done to accounts, and how their users signed in, once its answer is known. */
export async function recordSignIn(event: FunctionEvent): Promise<void> {
  await recordDeferredActivity(event);
  await recordLastUse();
}
