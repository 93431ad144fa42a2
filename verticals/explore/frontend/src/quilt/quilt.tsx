import css from './quilt.module.css';

/** Cloth, then x, y, width and height of a piece; each reaches six over its neighbours. */
const pieces = [
  ['persimmon', 0, 0, 156, 132],
  ['straw', 0, 126, 156, 174],
  ['straw', 150, 0, 146, 84],
  ['indigo', 150, 78, 146, 138],
  ['plum', 150, 210, 146, 90],
  ['plum', 290, 0, 126, 116],
  ['jade', 410, 0, 90, 186],
  ['straw', 290, 110, 126, 190],
  ['persimmon', 410, 180, 90, 120],
] as const;

interface QuiltProps {
  readonly className?: string;
  /** The cloth whose pieces are not there: only their stitches are. */
  readonly missing?: (typeof pieces)[number][0];
}

/** A small patchwork of translucent ramie, whose overlaps are the seams; it fills its place and says nothing. */
export function Quilt({ className = '', missing }: QuiltProps) {
  return (
    <div className={`${css.quilt} ${className}`} aria-hidden="true">
      <svg className={css.pieces} viewBox="0 0 500 300" preserveAspectRatio="xMidYMid slice">
        {pieces.map(([cloth, x, y, width, height]) => (
          <g key={`${x} ${y}`}>
            {cloth !== missing && <rect className={css[cloth]} x={x} y={y} width={width} height={height} />}
            <rect className={css.stitching} x={x + 11} y={y + 11} width={width - 22} height={height - 22} />
          </g>
        ))}
      </svg>
    </div>
  );
}
