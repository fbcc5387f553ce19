import type { MiddlewareObj } from '@middy/core';
import { toErrorAnswer } from '../../../config/contracts/errorAnswer.ts';
import { json, type FunctionEvent, type FunctionResponse } from './message.ts';
import { toRefusal, type Refusal } from './refusal.ts';
import { currentScope } from './scope.ts';

/** Answers an error in another format, such as a page; returns undefined to use JSON. */
export type RefusalView = (refusal: Refusal, event: FunctionEvent) => Promise<FunctionResponse> | undefined;

/** Returns the error as JSON, in the format of config/contracts/errorAnswer.ts. */
export function refusalAnswer(refusal: Refusal, requestId: string): FunctionResponse {
  const { statusCode, code, message, headers } = refusal;
  return json(statusCode, toErrorAnswer(code, message, requestId, refusal), headers);
}

/** Turns all errors into responses. */
export function refusals(view?: RefusalView): MiddlewareObj<FunctionEvent, FunctionResponse> {
  return {
    onError: async (request): Promise<void> => {
      const scope = currentScope();
      const refusal = toRefusal(request.error, scope?.coreFailure);
      if (scope !== undefined) scope.outcome = refusal.outcome;
      const page = await view?.(refusal, request.event);
      request.response = page ?? refusalAnswer(refusal, scope?.requestId ?? '');
    },
  };
}
