import { useId } from 'react';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'jogakbo-slot': React.DetailedHTMLProps<React.HTMLAttributes<HTMLElement>, HTMLElement>;
    }
  }
}

/** A place for another block, also of another vertical, inside this one. */
export interface SlotProps {
  /** `<vertical>/<block>` */
  readonly block: string;
  readonly props?: Record<string, unknown>;
  /** A class of the shell's or the block's own stylesheet that reserves the place's size. */
  readonly className?: string;
}

/**
 * Puts another block here.
 *
 * @remarks The element is the whole protocol: the shell's server fills it while the page streams, the shell's client
 * mounts what it names, and what is inside belongs to the other block's own React root. Another block gets another element.
 */
export function Slot({ block, props = {}, className }: SlotProps) {
  const place = useId();
  return (
    <jogakbo-slot
      key={block}
      className={className}
      data-block={block}
      data-props={JSON.stringify(props)}
      data-place={place}
      suppressHydrationWarning
      dangerouslySetInnerHTML={nothing}
    />
  );
}

const nothing = { __html: '' };
