import type { SyntheticEvent } from 'react';

/** Takes away the sheet that was used to go somewhere: the header outlives the page it was opened on. */
export function closeSheet({ currentTarget }: SyntheticEvent<Element>) {
  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}
