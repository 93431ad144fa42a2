import { Vertical } from '@jogakbo/vertical';
import { moves } from './office.ts';

/** A vertical that does nothing but keep a table of what another says. */
export const ArchiveModule = Vertical.of({ name: 'archive', contract: {}, projections: [moves] });
