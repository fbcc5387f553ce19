import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

type Tests = Parameters<Sequencer['sort']>[0];

/** The first line of a test file that takes much longer than others. */
const LONG = /^\/\*\* @long\b/;

/**
 * Starts the longest test files first, so that no worker is left with one when the others have finished. Jest
 * itself knows only how long files took the last time on this machine.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    const isLong = ({ path }: Tests[number]) => LONG.test(readFileSync(path, 'utf8'));
    const { long = [], other = [] } = Object.groupBy(sorted, (test) => (isLong(test) ? 'long' : 'other'));
    return [...long, ...other];
  }
}
