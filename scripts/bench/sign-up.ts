import { randomUUID } from 'node:crypto';
import { timed } from './http.ts';

/** Signs up a new user through the auth function and returns the cookies as a Cookie header. */
export async function signUp(origin: string, email = `${randomUUID()}@example.com`): Promise<string> {
  const formFields = [
    { id: 'email', value: email },
    { id: 'password', value: 'correct horse 7 battery' },
  ];
  const { status, headers } = await timed(`${origin}/.netlify/functions/auth/signup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', rid: 'emailpassword', origin },
    body: JSON.stringify({ formFields }),
  });
  const cookies = headers['set-cookie'] ?? [];
  if (status !== 200 || cookies.length === 0) throw new Error(`sign-up answered ${status}`);
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
