import type * as z from 'zod';
import type { FunctionContext, FunctionEvent, FunctionResponse } from '../http/message.ts';
import type { RecentProof } from '../session/recentProof.ts';
import type { SessionEvent, SessionRequirement } from '../session/verifySession.ts';

/** Input of a route from path, query and body, validated by the schemas of its contract. */
interface RouteInput<Body, Query> {
  /** The decoded segments that the pattern names. */
  params: Record<string, string>;
  body: Body;
  query: Query;
}

type RouteEvent<Session> = Session extends SessionRequirement ? SessionEvent : FunctionEvent;

interface RouteDefinition<Session extends SessionRequirement | undefined, Body, Query> {
  /** Omit where no session is needed. */
  verifySession?: Session;
  /** What the user must have proved recently; for routes with a session. Checked before query and body. */
  recentProof?: Session extends SessionRequirement ? RecentProof : never;
  /** Omit where the route has no body, or reads it itself. */
  body?: z.ZodType<Body>;
  query?: z.ZodType<Query>;
  /** Returns the body of a 200, or a complete response. */
  handler: (
    event: RouteEvent<Session>,
    input: RouteInput<Body, Query>,
    context: FunctionContext,
  ) => object | Promise<object>;
}

/** One line of a function's table. */
export interface Route {
  verifySession: SessionRequirement | undefined;
  recentProof: RecentProof | undefined;
  body: z.ZodType | undefined;
  query: z.ZodType | undefined;
  handler: (
    event: FunctionEvent,
    input: RouteInput<never, never>,
    context: FunctionContext,
  ) => object | Promise<object>;
}

/** The routes of a function: `'GET users/:user'` is a method and a pattern below the path of the function. */
export type Routes = Readonly<Record<string, Route>>;

/** Types the handler of a route by its session and its schemas. */
export function defineRoute<
  Session extends SessionRequirement | undefined = undefined,
  Body = undefined,
  Query = undefined,
>(definition: RouteDefinition<Session, Body, Query>): Route {
  return {
    verifySession: definition.verifySession,
    recentProof: definition.recentProof,
    body: definition.body,
    query: definition.query,
    handler: definition.handler as unknown as Route['handler'],
  };
}

/** Whether a handler returned a complete response instead of a body. */
export const isResponse = (answer: object): answer is FunctionResponse => 'statusCode' in answer;
