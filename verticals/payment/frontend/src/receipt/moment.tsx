const format = new Intl.DateTimeFormat('en-US', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  ...{ hourCycle: 'h23', timeZone: 'UTC' },
});

// Put together from its parts: servers and browsers do not agree on what stands between them.
function wordsFor(at: string): string {
  const part = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part['day']} ${part['month']}, ${part['hour']}:${part['minute']} UTC`;
}

interface MomentProps {
  readonly at: string;
  readonly className?: string | undefined;
}

/** When something happened: the same words on a server and in a browser, wherever they stand. */
export const Moment = ({ at, className }: MomentProps) => (
  <time dateTime={at} className={className}>
    {wordsFor(at)}
  </time>
);
