// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Slot } from './slot.tsx';

it('keeps its element for new props, and has another one for another block', () => {
  const { container, rerender } = render(<Slot block="shop/a" props={{ n: 1 }} />);
  const first = container.firstElementChild!;
  rerender(<Slot block="shop/a" props={{ n: 2 }} />);
  expect(container.firstElementChild).toBe(first);
  expect(first.getAttribute('data-props')).toBe('{"n":2}');
  rerender(<Slot block="shop/b" props={{ n: 2 }} />);
  expect(container.firstElementChild).not.toBe(first);
  expect(container.firstElementChild!.getAttribute('data-block')).toBe('shop/b');
});
