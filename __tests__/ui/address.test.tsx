/** @jest-environment jsdom */
import { render } from '@testing-library/react';
import { Address } from '@/components/ui/Address';

const PLACE_TO_WRAP = '<wbr>';

test('an address wraps before the @ and before dots, and is copied as it is', () => {
  const { container } = render(<Address>{['ada.lovelace@', 'mail.example.com']}</Address>);
  expect(container.textContent).toBe('ada.lovelace@mail.example.com');
  const parts = ['ada', '.lovelace', '@', 'mail', '.example', '.com'];
  expect(container.querySelector('bdi')?.innerHTML).toBe(parts.join(PLACE_TO_WRAP));
});
