const format = new Intl.DateTimeFormat('en-US', {
  ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  ...{ hourCycle: 'h23', timeZone: 'UTC' },
});

function wordsFor(at: string): string {
  const part = Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part['day']} ${part['month']}, ${part['hour']}:${part['minute']} UTC`;
}

/** When something happened. Put together from its parts: servers and browsers do not agree on what stands between them. */
export function Moment({ at, className }: { readonly at: string; readonly className?: string | undefined }) {
  return (
    <time dateTime={at} className={className}>
      {wordsFor(at)}
    </time>
  );
}
