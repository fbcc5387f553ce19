import middy, { type Request } from '@middy/core';
import { REQUEST_ID_HEADER } from '../../config/functionContract.ts';
import { withoutDuplicates } from '../../config/session/requestCookies.ts';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import type { MailServices } from '../../config/supertokens/backend.ts';
import { decodeBody } from './http/body.ts';
import { cors } from './http/cors.ts';
import { beforeDeadline } from './http/deadline.ts';
import { refusalAnswer, refusals, type RefusalView } from './http/errors.ts';
import {
  allowedMethods,
  headAsGet,
  withoutBodyForHead,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from './http/message.ts';
import { refuseStrangers, requestOrigin } from './http/origin.ts';
import { isCanonicalPath } from './http/path.ts';
import { NOTHING_HERE, Refusal, toRefusal } from './http/refusal.ts';
import { logRequest, requestLog } from './http/requestLog.ts';
import { currentScope, inRequestScope } from './http/scope.ts';
import { serverTiming } from './http/serverTiming.ts';
import { endWidgetSession } from './session/clearWidgetCookies.ts';
import { initSuperTokens, type PasswordCheck } from './supertokens.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface FunctionOptions {
  /** The name of the function, for its path and for the log. */
  name: string;
  /** The route within it, where it has several. */
  routeOf?: (event: FunctionEvent) => string;
  /** Every method that some path of the function has. */
  methods: readonly Method[];
  /** The methods of a path, none where there is nothing. Without this the function has its own path alone. */
  methodsAt?: (path: string) => readonly Method[];
  answer: (event: FunctionEvent, context: FunctionContext) => Promise<FunctionResponse>;
  refusalView?: RefusalView;
  /** How the SDK sends mails, in a function where it does. */
  mail?: MailServices;
  /** What is wrong with a new password, in a function where the SDK takes one. */
  checkPassword?: PasswordCheck;
}

/** A Lambda handler as Netlify calls it. */
export type FunctionHandler = (event: FunctionEvent, context: FunctionContext) => Promise<FunctionResponse>;

/** The same event with header names in lower case, which is how every reader here spells them. */
function normalised(event: FunctionEvent): FunctionEvent {
  // The platform's type says that headers are always there; a hand-made event may lack them.
  const given = (event.headers as FunctionEvent['headers'] | null) ?? {};
  const headers: FunctionEvent['headers'] = {};
  for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
  if (headers.cookie !== undefined) headers.cookie = withoutDuplicates(headers.cookie);
  return { ...event, headers };
}

/** Nothing that a function says may be kept by a cache: it is about one person, or sets her cookies. */
function stamp(response: FunctionResponse): void {
  const scope = currentScope();
  response.headers = {
    ...response.headers,
    ...SECURITY_HEADERS,
    [CSP_HEADER]: SCRIPTLESS_POLICY,
    'cache-control': 'private, no-store',
    ...(scope === undefined
      ? {}
      : { [REQUEST_ID_HEADER]: scope.requestId, 'server-timing': serverTiming(scope) }),
  };
}

function stampAnswer({ response }: Request<FunctionEvent, FunctionResponse>): void {
  if (response != null) stamp(response);
}

const pathOf = (name: string) => `/.netlify/functions/${name}`;

/**
 * For a function whose paths its own code tells apart.
 *
 * @returns its methods for its path and every one below
 */
export function atAndBelow(name: string, methods: readonly Method[]) {
  return (path: string): readonly Method[] => (`${path}/`.startsWith(`${pathOf(name)}/`) ? methods : []);
}

/** Nothing behind this parses a path in a way of its own: a path that could be read in two ways is refused. */
function methodsOf({ path }: FunctionEvent, { name, methods, methodsAt }: FunctionOptions): string[] {
  const found = isCanonicalPath(path) ? (methodsAt?.(path) ?? (path === pathOf(name) ? methods : [])) : [];
  if (found.length === 0) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
  return allowedMethods(found);
}

function refuseOtherMethods(event: FunctionEvent, allowed: readonly string[]): void {
  if (allowed.includes(event.isHead === true ? 'HEAD' : event.httpMethod)) return;
  throw new Refusal(405, 'METHOD_NOT_ALLOWED', 'This address does not know that method.', {
    headers: { allow: allowed.join(', ') },
  });
}

/**
 * Builds a function: the stack that all of them share, around an answer of its own. Whatever happens inside, what
 * comes out is a whole response, within the deadline, and one line in the log.
 */
export function createFunction(options: FunctionOptions): FunctionHandler {
  const { answer, methods, name, routeOf = () => name, refusalView, mail, checkPassword } = options;
  const allowed = allowedMethods(methods);
  const stack = middy<FunctionEvent, FunctionResponse>()
    .use(requestLog(routeOf))
    .use({ after: stampAnswer, onError: stampAnswer })
    .use(cors(allowed))
    .use(endWidgetSession())
    .use(refusals(refusalView))
    .before(({ event }) => {
      const methodsHere = methodsOf(event, options);
      requestOrigin(event);
      refuseOtherMethods(event, methodsHere);
      refuseStrangers(event);
      decodeBody(event);
      initSuperTokens(mail, checkPassword);
    })
    .handler(async (event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> => {
      if (event.httpMethod === 'OPTIONS') {
        return { statusCode: 204, headers: { allow: methodsOf(event, options).join(', ') }, body: '' };
      }
      return beforeDeadline(() => answer(event, context));
    });

  return async (event, context) => {
    const request = headAsGet(normalised(event));
    return inRequestScope(request, async () => {
      try {
        return withoutBodyForHead(request, await stack(request, context));
      } catch (error) {
        // Only the stack itself can fail here, by a setting that cannot be used; even then nobody gets nothing.
        const response = refusalAnswer(toRefusal(error, undefined), currentScope()?.requestId ?? '');
        stamp(response);
        await logRequest(name, { event: request, response, error: error as Error });
        return withoutBodyForHead(request, response);
      }
    });
  };
}
