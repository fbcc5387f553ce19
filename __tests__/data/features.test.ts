/** @jest-environment node */
import { globSync } from 'node:fs';
import { accountData } from '../../config/contracts/data.ts';
import * as features from '../../netlify/data/features.ts';
import type { UserData } from '../../netlify/platform/userData.ts';

const listed: [string, UserData][] = Object.entries(features);

const isUserData = (exported: object): boolean => 'read' in exported && 'erase' in exported;

async function userDataIn(files: readonly string[]): Promise<object[]> {
  const modules = files.map((file) => import(`../../${file}`) as Promise<Record<string, object>>);
  return (await Promise.all(modules)).flatMap((module) => Object.values(module).filter(isUserData));
}

test('all features that store data of users are listed', async () => {
  const ofFeatures = globSync('netlify/*/userData.ts').filter((file) => !file.includes('platform'));
  const exported = await userDataIn(ofFeatures);
  expect(exported).toHaveLength(ofFeatures.length);
  exported.push(...(await userDataIn(globSync('netlify/functions/*.ts'))));
  expect(new Set(listed.map(([, data]) => data))).toEqual(new Set(exported));
});

test('no feature has the name of another part of the export', () => {
  expect(listed.map(([name]) => name).filter((name) => name in accountData.shape)).toEqual([]);
});
