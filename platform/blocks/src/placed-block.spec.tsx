// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { block } from './block.ts';
import { PlacedBlock } from './placed-block.tsx';

const locked = block('any/locked', {
  props: { door: z.string(), key: z.string() },
  render: ({ door, key }) => <p>{`${door} ${key}`}</p>,
});

it('gives a block all of its props, also one that React would keep for itself', () => {
  const { container } = render(<PlacedBlock block={locked} props={{ door: 'front', key: 'k-1' }} runtime={{} as never} />);
  expect(container.textContent).toBe('front k-1');
});
