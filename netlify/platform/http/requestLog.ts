import { EnvError } from '../../../config/env/env.ts';
import { reportError } from '../../../monitoring/errorReporting.ts';
import type { MiddlewareObj, Request } from '@middy/core';
import { describeError, scrub, writeLog } from './log.ts';
import type { FunctionEvent, FunctionResponse } from './message.ts';
import { CoreRefused, CoreUnavailable, DatabaseUnavailable, Refusal } from './refusal.ts';
import { currentScope, type RequestScope } from './scope.ts';

type StackRequest = Request<FunctionEvent, FunctionResponse>;
type LoggedRequest = Pick<StackRequest, 'event' | 'response' | 'error'>;

function causeOf(
  error: unknown,
  { coreFailure, mailFailure, providerFailure }: RequestScope,
): { cause?: string } {
  if (error instanceof CoreRefused) return { cause: `core refused: ${scrub(error.reason).slice(0, 200)}` };
  if (error instanceof CoreUnavailable) return { cause: `core: ${error.reason}` };
  if (coreFailure !== undefined) return { cause: `core: ${coreFailure}` };
  if (providerFailure !== undefined) return { cause: `provider: ${providerFailure}` };
  if (mailFailure !== undefined) return { cause: `mail: ${mailFailure}` };
  if (error instanceof DatabaseUnavailable) return { cause: `database: ${error.message}` };
  if (error == null || error instanceof Refusal) return {};
  // Names a variable but never its value.
  if (error instanceof EnvError) return { cause: error.message };
  return { cause: describeError(error) };
}

function loggedMethod({ httpMethod, isHead }: FunctionEvent): string {
  if (isHead === true) return 'HEAD';
  return /^[A-Z]{1,10}$/.test(httpMethod) ? httpMethod : 'other';
}

/** Logs a request whose response is ready, and reports failures of ours. */
export async function logRequest(route: string, { event, response, error }: LoggedRequest): Promise<void> {
  const scope = currentScope();
  if (scope === undefined || response == null) return;
  const { requestId } = scope;
  const failure = causeOf(error, scope);
  writeLog({
    requestId,
    route,
    method: loggedMethod(event),
    status: response.statusCode,
    durationMs: Math.round(performance.now() - scope.startedAt),
    outcome: scope.outcome ?? (response.statusCode < 400 ? 'ok' : 'refused'),
    ...(scope.throttle !== undefined && { throttle: scope.throttle }),
    ...(scope.databaseFailure !== undefined && { database: scope.databaseFailure }),
    ...(scope.activityDown && { activity: 'down' }),
    ...(scope.breachCheck !== undefined && { breachCheck: scope.breachCheck }),
    ...(scope.mail !== undefined && { mail: scope.mail }),
    ...failure,
  });
  // A value that the core rejects is the client's error and alerts no one.
  if (failure.cause !== undefined && !(error instanceof CoreRefused))
    await reportError({ where: route, what: failure.cause, requestId, error });
}

/** Logs one line per request when its response is ready. */
export function requestLog(
  routeOf: (event: FunctionEvent) => string,
): MiddlewareObj<FunctionEvent, FunctionResponse> {
  const write = (request: StackRequest): Promise<void> => logRequest(routeOf(request.event), request);
  return { after: write, onError: write };
}
