import { expect, type APIResponse, type Locator } from '@playwright/test';

/**
 * How a browser says that a form is of another site, or of a neighbour; an old one has but the origin to say
 * it with.
 */
const SENDERS: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://evil.example' },
];

type Fields = Record<string, string>;

/** What a form holds that no person fills in. */
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
 * Posts a form as another site would that knew everything in it, with the cookies of the browser that shows
 * it.
 *
 * @param fields what a person would have filled in
 * @returns the answers, one for each way in which a browser says where a form comes from
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
