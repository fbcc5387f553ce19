import { expect, type APIResponse, type Locator } from '@playwright/test';

/** Headers by which browsers mark forms of other sites and sibling domains. Old ones send only the origin. */
const SENDERS: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
];

type Fields = Record<string, string>;

/** The hidden fields of a form. */
function hiddenFields(form: Locator): Promise<Fields> {
  return form
    .locator('input[type=hidden]')
    .evaluateAll((inputs) =>
      Object.fromEntries(
        inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
      ),
    );
}

/**
 * Posts a form like another site that knows all its fields, with the cookies of the browser.
 *
 * @param fields the fields that a user fills in
 * @returns the responses, one for each header by which browsers name the origin of a form
 */
export async function postFromAnotherSite(
  form: Locator,
  fields: Fields,
  options: { maxRedirects?: number } = {},
): Promise<APIResponse[]> {
  const page = form.page();
  const hidden = await hiddenFields(form);
  expect(Object.keys(hidden).length).toBeGreaterThan(0);
  const answers: APIResponse[] = [];
  for (const headers of SENDERS) {
    const multipart = { ...hidden, ...fields };
    const url = new URL(page.url()).pathname;
    answers.push(await page.context().request.post(url, { ...options, headers, multipart }));
  }
  return answers;
}
