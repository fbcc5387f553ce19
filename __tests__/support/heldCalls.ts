import type { FunctionResponse } from '../../netlify/platform/http/message.ts';
import type { TestApp } from './testApp.ts';

type Send = () => Promise<FunctionResponse>;

/** Requests in which something happens between two calls to the core. */
export function heldCallsIn(app: TestApp) {
  /** Holds the next call of this kind to the core until the other request is done. */
  async function during(call: string, send: Send, other: () => Promise<unknown>): Promise<FunctionResponse> {
    const held = app.core.hold(call);
    const response = send();
    await held.received;
    await other();
    held.release();
    return response;
  }

  /**
   * The core does not respond any more as soon as a request calls it for something.
   *
   * @param calls in this order; the last one fails
   */
  async function failingAt(calls: string[], send: Send): Promise<FunctionResponse> {
    let held = app.core.hold(calls[0] ?? '');
    const response = send();
    await held.received;
    for (const call of calls.slice(1)) {
      const next = app.core.hold(call);
      held.release();
      await next.received;
      held = next;
    }
    await app.core.setBehavior('unreachable');
    held.release();
    return response;
  }

  return { during, failingAt };
}
