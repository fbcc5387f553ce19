import { fallBackIfUnavailable, runStatement } from '../../netlify/platform/store/database.ts';
import { refuseTooMany } from '../../netlify/platform/throttle/throttle.ts';
import { lambdaEvent } from './lambdaEvent.ts';

/**
 * Run as a process of its own, in the place of a function instance: tries to sign in to one account so many
 * times at once, at a given time, and prints how many of the tries may go on. Each try comes from a network
 * of its own, unless one is given.
 */
const [account = '', tries, now, givenNetwork] = process.argv.slice(2);
Date.now = () => Number(now);

const event = lambdaEvent({ path: '/' });

async function isAllowed(network: string): Promise<boolean> {
  // An attempt without an account is limited by its network only.
  const attempt = {
    kind: 'sign-in',
    email: undefined,
    account: account === '' ? undefined : account,
    network,
  } as const;
  return refuseTooMany(event, attempt).then(
    () => true,
    () => false,
  );
}

/** Tries that wait for a connection longer than the throttle waits are not counted, as documented. */
while (!(await fallBackIfUnavailable(false, () => runStatement('SELECT 1', []).then(() => true))));

const networks = Array.from({ length: Number(tries) }, (_, at) => givenNetwork ?? `${process.pid}-${at}`);
const verdicts = await Promise.all(networks.map(isAllowed));
console.log(verdicts.filter(Boolean).length);
process.exit(0);
