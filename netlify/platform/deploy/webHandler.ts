import { withLambda } from '@netlify/aws-lambda-compat';
import type { FunctionHandler } from '../createFunction.ts';
import type { FunctionContext } from '../http/message.ts';
import { toEvent } from './webEvent.ts';
import { toLambdaResult } from './webResponse.ts';

/** What Netlify deploys: a default export that takes a Request and returns a Response. */
export type WebHandler = ReturnType<typeof withLambda>;

/**
 * What Netlify reads from the export `config` of a function. It parses the file and ignores all values that
 * are not literals, so each function repeats the values, and these types keep them the same.
 */
export interface DeployConfig {
  /**
   * Netlify counts requests by client address before it calls the function. The widget, refreshes, the pages
   * of this site and all users behind one address count together, so the limit is ten times what the
   * throttle lets one network try. See docs/guides/operate.md.
   */
  rateLimit: {
    windowLimit: 600;
    /** In seconds. */
    windowSize: 60;
    /** A string instead of the list means `domain` alone. */
    aggregateBy: ['ip', 'domain'];
  };
}

/**
 * `@netlify/aws-lambda-compat` throws at a parameter with the name of a property of every object,
 * `constructor`.
 */
function withoutQuery(request: Request): Request {
  const [address = '', ...query] = request.url.split('?');
  return query.length === 0 ? request : new Request(address, request);
}

/** The remaining time is 0 in `@netlify/aws-lambda-compat`, which middy reads as "answer 500 now". */
function withoutRemainingTime(context: object): FunctionContext {
  return { ...context, getRemainingTimeInMillis: undefined } as unknown as FunctionContext;
}

/**
 * Makes a default export out of a function with the Lambda signature. `netlify dev` serves the Lambda
 * signature and the build plugin wraps it for a deploy: docs/decisions/053-wrap-functions-for-the-deploy.md.
 *
 * @see https://www.npmjs.com/package/@netlify/aws-lambda-compat
 */
export function toWebHandler(handler: FunctionHandler): WebHandler {
  return (request, context) => {
    // A hand-made context may lack what Netlify's type says is always there.
    const { ip: address, geo: place } = context as Partial<typeof context>;
    const answer = withLambda(async (event, lambdaContext) =>
      toLambdaResult(
        await handler(toEvent(request, event, { address, place }), withoutRemainingTime(lambdaContext)),
      ),
    );
    return answer(withoutQuery(request), context);
  };
}
