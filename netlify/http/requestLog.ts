import type { MiddlewareObj, Request } from '@middy/core';
import { describeError, writeLog } from './log.ts';
import type { FunctionEvent, FunctionResponse } from './message.ts';
import { CoreUnavailable, Refusal } from './refusal.ts';
import { currentScope } from './scope.ts';

type StackRequest = Request<FunctionEvent, FunctionResponse>;

/** The SDK says in a `status` what came of a call, and HTTP only that there was an answer. */
function statusInBody({ body }: FunctionResponse): string | undefined {
  if (!body.startsWith('{"status":"')) return undefined;
  return /^\{"status":"([A-Z_]{1,60})"/.exec(body)?.[1]?.toLowerCase();
}

function causeOf(error: unknown, coreFailure: string | undefined): { cause?: string } {
  if (error instanceof CoreUnavailable) return { cause: `core: ${error.reason}` };
  if (coreFailure !== undefined) return { cause: `core: ${coreFailure}` };
  if (error == null || error instanceof Refusal) return {};
  return { cause: describeError(error) };
}

/** Writes one line for each request when its answer is ready. */
export function requestLog(
  routeOf: (event: FunctionEvent) => string,
): MiddlewareObj<FunctionEvent, FunctionResponse> {
  const write = ({ event, response, error }: StackRequest): void => {
    const scope = currentScope();
    if (scope === undefined || response == null) return;
    writeLog({
      requestId: scope.requestId,
      route: routeOf(event),
      method: /^[A-Z]{1,10}$/.test(event.httpMethod) ? event.httpMethod : 'other',
      status: response.statusCode,
      durationMs: Math.round(performance.now() - scope.begun),
      outcome: scope.outcome ?? statusInBody(response) ?? (response.statusCode < 400 ? 'ok' : 'refused'),
      ...causeOf(error, scope.coreFailure),
    });
  };
  return { after: write, onError: write };
}
