import type { PlacedBlock } from '../../shell/src/pages/page.ts';

export const placed: readonly PlacedBlock[] = [
  // #region placed
  { slot: 'more', block: 'rainbow/most-colourful', reserve: 'row' },
  // #endregion placed
];
