import { USER_FUNCTION } from '../../config/contracts/session.ts';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { expect, test } from '../support/browser/test.ts';

/** Calls the user function, and tells over which kind of connection. */
async function call(origin: string | undefined, agent: Agent, headers: Record<string, string> = {}) {
  const outgoing = request(new URL(USER_FUNCTION, origin), { agent, headers }).end();
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'close');
  const { statusCode, headers: said } = answer;
  const { connection, 'keep-alive': limits } = said;
  return { statusCode, reused: outgoing.reusedSocket, connection, limits };
}

test('calls functions repeatedly over one connection', async ({ baseURL }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // One without a limit is never closed under a request.
  const kept = { statusCode: 401, connection: 'keep-alive', limits: undefined };
  expect(await call(baseURL, agent)).toEqual({ ...kept, reused: false });
  expect(await call(baseURL, agent)).toEqual({ ...kept, reused: true });
  agent.destroy();
});

test('closes the connection on request', async ({ baseURL }) => {
  const agent = new Agent();
  const closing = await call(baseURL, agent, { connection: 'close' });
  expect(closing).toMatchObject({ statusCode: 401, connection: 'close' });
});
