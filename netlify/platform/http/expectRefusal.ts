import { Refusal } from './refusal.ts';
import { recordOutcome } from './scope.ts';

/**
 * Runs work that may be refused in a way that a page explains.
 *
 * @param statusCode of that refusal
 * @returns the refusal; undefined if the work was done
 * @throws all other errors
 */
export async function expectRefusal(
  statusCode: number,
  work: () => Promise<unknown>,
): Promise<Refusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.statusCode !== statusCode) throw error;
    recordOutcome(error.outcome);
    return error;
  }
}
