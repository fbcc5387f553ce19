import { USER_FUNCTION } from '../../../config/contracts/session.ts';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { REQUEST_ID_HEADER } from '../../../config/contracts/errorAnswer.ts';

interface Call {
  route: string;
  method: string;
}

const log = () => readFileSync(process.env.E2E_FRONT_LOG ?? '', 'utf8');

/** A line may be written after its response, but before the line of a later request. */
async function untilWritten(): Promise<void> {
  const { headers } = await fetch(`${process.env.E2E_BASE_URL ?? ''}${USER_FUNCTION}`);
  await expect.poll(log).toContain(`"requestId":"${headers.get(REQUEST_ID_HEADER) ?? ''}"`);
}

/** Counts the calls of a function since the stack was started, by its log. */
export async function callsSoFar({ route, method }: Call): Promise<number> {
  await untilWritten();
  return log().split(`"route":"${route}","method":"${method}"`).length - 1;
}
