import type { MiddlewareObj, Request } from '@middy/core';
import type { FunctionEvent, FunctionResponse } from '../http/message.ts';
import { currentScope } from '../http/scope.ts';

/** A sign-in that is complete, with the second factor where one is due. */
export interface CompletedSignIn {
  userId: string;
  /** Whether it has created the account. */
  isNewAccount: boolean;
}

/** Does what follows a sign-in. Must not throw: the user is signed in. */
export type AfterSignIn = (
  event: FunctionEvent,
  response: FunctionResponse,
  signIn: CompletedSignIn,
) => Promise<void>;

/** Runs what follows a sign-in once the response with its session is known. */
export function followSignIn(
  afterSignIn: AfterSignIn | undefined,
): MiddlewareObj<FunctionEvent, FunctionResponse> {
  return {
    after: async ({ event, response }: Request<FunctionEvent, FunctionResponse>): Promise<void> => {
      const { completedSignIn: userId, isNewAccount = false } = currentScope() ?? {};
      if (afterSignIn === undefined || response == null || userId === undefined) return;
      await afterSignIn(event, response, { userId, isNewAccount });
    },
  };
}
