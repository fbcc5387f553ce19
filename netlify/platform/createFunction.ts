import middy, { type Request } from '@middy/core';
import { REQUEST_ID_HEADER } from '../../config/contracts/errorAnswer.ts';
import { withoutDuplicates } from '../../config/session/requestCookies.ts';
import { CSP_HEADER, SCRIPTLESS_POLICY, SECURITY_HEADERS } from '../../config/security/securityHeaders.ts';
import { decodeBody } from './http/body.ts';
import { cors } from './http/cors.ts';
import { beforeDeadline } from './http/deadline.ts';
import { refusalAnswer, refusals, type RefusalView } from './http/errors.ts';
import {
  headAsGet,
  withoutBodyForHead,
  type FunctionContext,
  type FunctionEvent,
  type FunctionResponse,
} from './http/message.ts';
import { refuseCrossSite, requestOrigin } from './http/origin.ts';
import { refusalPage } from './http/refusalPage.ts';
import { NOTHING_HERE, Refusal, toRefusal } from './http/refusal.ts';
import { logRequest, requestLog } from './http/requestLog.ts';
import { currentScope, inRequestScope } from './http/scope.ts';
import { serverTiming } from './http/serverTiming.ts';
import type { Routes } from './routes/defineRoute.ts';
import { createDispatcher, type Dispatcher } from './routes/dispatch.ts';
import { methodNotAllowed } from './routes/matchRoute.ts';
import { endWidgetSession } from './session/clearWidgetCookies.ts';
import { followSignIn, type AfterSignIn } from './session/followSignIn.ts';
import { rememberSignInMethod } from './session/lastSignInMethod.ts';
import { redirectSignedOut, type PageOfNavigation } from './session/redirectSignedOut.ts';
import { addRecipes, initSuperTokens, type FeatureHooks, type Recipes } from './supertokens.ts';

interface FunctionOptions extends FeatureHooks {
  /** Name of the function, for its path and the log. */
  name: string;
  /** Path of its routes, if it differs from the path of the function on Netlify. */
  basePath?: () => string;
  /** Its routes; a function where they depend on the environment. */
  routes: Routes | (() => Routes);
  /** How it answers an error; by default with a page where a browser navigates, and otherwise JSON. */
  refusalView?: RefusalView;
  /** Where browsers navigate to some of its routes: the page to come back to with a session. */
  pageOfNavigation?: PageOfNavigation;
  /** Refuses requests by their sender; by default those of other sites that are not only reads. */
  refuseSender?: (event: FunctionEvent) => void;
  /** What follows a completed sign-in, in a function that completes any. */
  afterSignIn?: AfterSignIn;
  /** Recipes of the SDK that only this function needs; called at the first request. */
  recipes?: () => Recipes;
}

/** A Lambda handler for Netlify. */
export type FunctionHandler = (event: FunctionEvent, context: FunctionContext) => Promise<FunctionResponse>;

/** Returns the event with header names in lower case, as all code here expects. */
function normalised(event: FunctionEvent): FunctionEvent {
  // The platform's type says that headers are always present; a hand-made event may lack them.
  const given = (event.headers as FunctionEvent['headers'] | null) ?? {};
  const headers: FunctionEvent['headers'] = {};
  for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
  if (headers.cookie !== undefined) headers.cookie = withoutDuplicates(headers.cookie);
  return { ...event, headers };
}

/** Responses of functions must not be cached: they are about one user, or set their cookies. */
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

function toDispatcher({ name, basePath, routes }: FunctionOptions): Dispatcher {
  return createDispatcher({
    name,
    basePath: basePath ?? (() => `/.netlify/functions/${name}`),
    routes: typeof routes === 'function' ? routes : () => routes,
  });
}

function refuseOtherMethods(event: FunctionEvent, methods: readonly string[]): void {
  const method = event.isHead === true ? 'HEAD' : event.httpMethod;
  if (!methods.includes(method)) throw methodNotAllowed(methods);
}

/**
 * Builds a function from a table of routes and the shared middleware. It always responds within
 * the deadline, and logs one line.
 */
export function createFunction(options: FunctionOptions): FunctionHandler {
  const { name, refusalView = refusalPage, recipes } = options;
  const { afterSignIn, refuseSender = refuseCrossSite, pageOfNavigation = () => undefined } = options;
  if (recipes !== undefined) addRecipes(recipes);
  const dispatcher = toDispatcher(options);
  const stack = middy<FunctionEvent, FunctionResponse>()
    .use(requestLog(({ path }) => dispatcher.nameOf(path)))
    .use({ after: stampAnswer, onError: stampAnswer })
    .use(cors(({ path }) => dispatcher.methodsAt(path)))
    .use(endWidgetSession())
    .use(rememberSignInMethod())
    .use(followSignIn(afterSignIn))
    .use(redirectSignedOut(pageOfNavigation))
    .use(refusals(refusalView))
    .before(({ event }) => {
      // An ambiguous path has no route, because the code below may parse it in different ways.
      const methods = dispatcher.methodsAt(event.path);
      if (methods.length === 0) throw new Refusal(404, 'NOT_FOUND', NOTHING_HERE);
      requestOrigin(event);
      refuseOtherMethods(event, methods);
      refuseSender(event);
      decodeBody(event);
      initSuperTokens(options);
    })
    .handler(async (event: FunctionEvent, context: FunctionContext): Promise<FunctionResponse> => {
      if (event.httpMethod === 'OPTIONS') {
        return { statusCode: 204, headers: { allow: dispatcher.methodsAt(event.path).join(', ') }, body: '' };
      }
      return beforeDeadline(() => dispatcher.answer(event, context));
    });

  return async (event, context) => {
    const request = headAsGet(normalised(event));
    return inRequestScope(request, async () => {
      try {
        return withoutBodyForHead(request, await stack(request, context));
      } catch (error) {
        // Only the middleware itself can fail here, for example by an invalid setting. Even then the caller
        // gets a response.
        const response = refusalAnswer(toRefusal(error, undefined), currentScope()?.requestId ?? '');
        stamp(response);
        await logRequest(name, { event: request, response, error: error as Error });
        return withoutBodyForHead(request, response);
      }
    });
  };
}
