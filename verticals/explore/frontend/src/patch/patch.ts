import css from './patch.module.css';

/** The class of a piece of ramie: woven, stitched along its edge, reaching over its neighbours. */
export const patch = css.patch;
