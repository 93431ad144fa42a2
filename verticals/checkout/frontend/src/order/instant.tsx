const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as everybody reads it alike, on a server and in any browser: `23 Nov 2026, 06:29 UTC`. */
export function written(at: string): string {
  const iso = new Date(at).toISOString();
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${months[month! - 1]} ${year}, ${iso.slice(11, 16)} UTC`;
}

/** When something happened. */
export const Instant = ({ at, className }: { readonly at: string; readonly className?: string | undefined }) => (
  <time dateTime={at} className={className}>
    {written(at)}
  </time>
);
