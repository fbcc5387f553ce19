/** @jest-environment jsdom */
import { renderToString } from 'react-dom/server.node';
import { render } from '@testing-library/react';
import { SearchForm } from '@/components/admin/SearchForm';

test('attributes of a browser extension cause no hydration error', () => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(<SearchForm email="" />);
  for (const element of container.querySelectorAll('form, input, button'))
    element.setAttribute('fdprocessedid', 'x1');
  const form = container.querySelector('form');
  const errors: unknown[] = [];
  const onRecoverableError = (error: unknown) => errors.push(error);
  render(<SearchForm email="" />, { container, hydrate: true, onRecoverableError });
  expect(errors).toEqual([]);
  expect(container.querySelector('form')).toBe(form);
});
