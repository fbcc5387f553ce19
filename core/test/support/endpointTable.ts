import type { Route } from '../../src/http/route.ts';
import { routes } from '../../src/recipes/index.ts';
import { checkedAnswers } from './kitCalls.ts';

const START = '<!-- endpoints: written by npm run endpoints -->';
const END = '<!-- end of endpoints -->';

/** Returns the table of endpoints, one line per route. */
function endpointTable(): string {
  const answers = checkedAnswers(routes);
  const line = (route: Route) => [
    `\`${route.method} ${route.path}\`${route.rid === undefined ? '' : ` (rid ${route.rid})`}`,
    route.scope,
    answers
      .get(route)
      ?.map((answer) => `\`${answer}\``)
      .join(' ') ?? '',
  ];
  const sorted = routes.toSorted((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
  return [['endpoint', 'scope', 'answers that are tested'], ['---', '---', '---'], ...sorted.map(line)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Returns the README with an up-to-date table. */
export function withEndpoints(readme: string): string {
  const [before, rest = ''] = readme.split(START);
  const [, after] = rest.split(END);
  if (before === undefined || after === undefined) throw new Error(`the README has no "${START}" … "${END}"`);
  return `${before}${START}\n\n<!-- prettier-ignore -->\n${endpointTable()}\n\n${END}${after}`;
}
