import { readFileSync } from 'node:fs';

const GUIDE = 'docs/guides/keep-your-own-data.md';

const FENCE = /^```(?:tsx?|sql|json)\n([^]*?)^```$/gm;

interface Block {
  /** The file that the text before the block names last. */
  file: string;
  /** Whether the block is the whole file. */
  isWhole: boolean;
  code: string;
}

function blocksOf(guide: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const found of guide.matchAll(FENCE)) {
    const before = guide.slice(end, found.index);
    end = found.index + found[0].length;
    const named = [...before.matchAll(/`([^`\n]+\.(?:tsx?|sql|json))`/g)].at(-1)?.[1];
    const isWhole = /Create\s`[^`]+`:\s*$/.test(before);
    blocks.push({ file: named ?? blocks.at(-1)?.file ?? '', isWhole, code: found[1] ?? '' });
  }
  return blocks;
}

const withoutIndent = (code: string) => code.replaceAll(/^ +/gm, '');

function isTrue({ file, isWhole, code }: Block): boolean {
  const text = readFileSync(file, 'utf8');
  return isWhole ? text === code : withoutIndent(text).includes(withoutIndent(code));
}

test('the guide shows the files as they are', () => {
  const blocks = blocksOf(readFileSync(GUIDE, 'utf8'));
  expect(blocks.filter(({ isWhole }) => isWhole)).toHaveLength(7);
  expect(blocks.filter((block) => !isTrue(block)).map(({ file }) => file)).toEqual([]);
});
