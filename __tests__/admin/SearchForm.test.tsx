/** @jest-environment jsdom */
import { renderToString } from 'react-dom/server.node';
import { render } from '@testing-library/react';
import { SearchForm } from '@/components/admin/SearchForm';
import { Translated } from '../support/Translated';

const form = (
  <Translated>
    <SearchForm email="" />
  </Translated>
);

test('attributes of a browser extension cause no hydration error', () => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(form);
  for (const element of container.querySelectorAll('form, input, button'))
    element.setAttribute('fdprocessedid', 'x1');
  const rendered = container.querySelector('form');
  const errors: unknown[] = [];
  const onRecoverableError = (error: unknown) => errors.push(error);
  render(form, { container, hydrate: true, onRecoverableError });
  expect(errors).toEqual([]);
  expect(container.querySelector('form')).toBe(rendered);
});
