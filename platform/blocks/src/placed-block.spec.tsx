// @vitest-environment happy-dom
import { useState } from 'react';
import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { block } from './block.ts';
import { PlacedBlock } from './placed-block.tsx';
import type { BlockRuntime } from './runtime.ts';

const runtime = {} as BlockRuntime;

it('is given all of its props, also such as React has a meaning for', () => {
  const told = block('shop/told', { props: {}, render: (props) => <p>{JSON.stringify(props)}</p> });
  const { container } = render(<PlacedBlock block={told} props={{ key: 'k', ref: 'r' }} runtime={runtime} />);
  expect(container.textContent).toBe('{"key":"k","ref":"r"}');
});

it('keeps its state for new props, and another block starts anew', () => {
  const counting = (name: `${string}/${string}`) =>
    block(name, {
      props: {},
      render: function Counting({ n }: { n?: number }) {
        const [first] = useState(n);
        return <p>{first}</p>;
      },
    });
  const [one, other] = [counting('shop/one'), counting('shop/other')];
  const { container, rerender } = render(<PlacedBlock block={one} props={{ n: 1 }} runtime={runtime} />);
  rerender(<PlacedBlock block={one} props={{ n: 2 }} runtime={runtime} />);
  expect(container.textContent).toBe('1');
  rerender(<PlacedBlock block={other} props={{ n: 3 }} runtime={runtime} />);
  expect(container.textContent).toBe('3');
});
