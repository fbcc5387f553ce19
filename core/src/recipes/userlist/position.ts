import { badRequest } from '../../errors.ts';
import type { Position } from './store.ts';

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const WHOLE_NUMBER = /^-?\d{1,15}$/;

/** Returns a pagination token: base64("userId;timeJoined") of the first user of the page. */
export const writePosition = ({ userId, timeJoined }: Position): string =>
  Buffer.from(`${userId};${timeJoined}`).toString('base64');

export function readPosition(token: string): Position {
  const [userId, timeJoined, ...rest] = Buffer.from(token, 'base64').toString('utf8').split(';');
  if (!BASE64.test(token) || userId === undefined || timeJoined === undefined || rest.length > 0)
    throw badRequest('invalid pagination token');
  if (!WHOLE_NUMBER.test(timeJoined)) throw badRequest('invalid pagination token');
  return { userId, timeJoined: Number(timeJoined) };
}
