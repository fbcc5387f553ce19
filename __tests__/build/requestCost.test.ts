/** @jest-environment node */
import * as fc from 'fast-check';
import SdkPath from 'supertokens-node/lib/build/normalisedURLPath';
import UrlPath from '../../netlify/build/replacements/urlPath.cjs';

const valueOf = (Path: typeof SdkPath, path: string) => {
  try {
    return new Path(path).getAsStringDangerous();
  } catch (error) {
    return (error as Error).message;
  }
};

const piece = fc.constantFrom(
  '/',
  '.',
  '..',
  'a',
  'B-1_',
  '.netlify',
  '%2e',
  'é',
  ' ',
  '?q',
  '#f',
  'a.com',
  ':',
  'http://',
  'localhost',
);
const path = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
  fc.webPath(),
  fc.string(),
);

test('paths are normalized like those of the SDK', () => {
  fc.assert(
    fc.property(path, (given) => {
      expect(valueOf(UrlPath, given)).toBe(valueOf(SdkPath, given));
    }),
    { numRuns: 3000 },
  );
});

test('paths are compared and joined like those of the SDK', () => {
  fc.assert(
    fc.property(path, path, (one, other) => {
      const [ours, theirs] = [UrlPath, SdkPath].map((Path) => {
        try {
          const [first, second] = [new Path(one), new Path(other)];
          return [
            valueOf(Path, first.appendPath(second).getAsStringDangerous()),
            first.startsWith(second),
            first.equals(second),
            first.isARecipePath(),
          ];
        } catch (error) {
          return (error as Error).message;
        }
      });
      expect(ours).toEqual(theirs);
    }),
    { numRuns: 1000 },
  );
});
