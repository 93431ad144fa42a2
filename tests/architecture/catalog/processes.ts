import { sendings, type Gathering, type Reaction, type Saga } from '@jogakbo/domain';

/** What of a vertical runs over time. */
export interface KnownProcesses {
  readonly sagas: readonly Saga<any>[];
  readonly reactions: readonly Reaction<any>[];
  readonly gatherings: readonly Gathering[];
}

const typesOf = (sending: Parameters<typeof sendings>[0]) => sendings(sending).map(({ command }) => command.type);
const said = (types: readonly string[]) => types.join(', ') || 'nothing';

/** A saga as a Mermaid diagram: each step with its command and events, and with dotted lines how it is undone. */
function sagaDiagram({ start, stages, completed, failed }: Saga<any>): string[] {
  const lines = ['```mermaid', 'flowchart TD', `  start(["${start.on.type}"])`];
  let before = ['start'];
  stages.forEach(({ steps, isRetriable }, nth) => {
    const isPivot = isRetriable && !stages[nth - 1]?.isRetriable;
    if (isPivot) lines.push(...before.map((id) => `  ${id} --> pivot{{"point of no return"}}`));
    for (const step of steps) {
      lines.push(`  ${step.name}["${step.name}: ${step.send.command.type} within ${step.within}"]`);
      lines.push(...(isPivot ? ['pivot'] : before).map((id) => `  ${id} --> ${step.name}`));
      if (step.fails) lines.push(`  ${step.name} -- "${step.fails.type}" --> failed`);
      if (step.compensate) lines.push(`  failed -. "${step.compensate.command.type}" .-> ${step.name}`);
    }
    before = steps.map(({ name }) => name);
  });
  const succeeded = stages.at(-1)?.steps ?? [];
  lines.push(...succeeded.map(({ name, succeeds }) => `  ${name} -- "${succeeds.type}" --> completed`));
  lines.push(`  completed(["completed: ${said(typesOf(completed))}"])`, `  failed(["failed: ${said(typesOf(failed))}"])`, '```');
  return lines;
}

const gatheringRow = ({ name, all, each, within, completed, expired, endedBy = [] }: Gathering) => {
  const waits = each ? `${each.heardBy.type} for each item of ${each.listedBy.type}` : Object.values(all ?? {}).map(({ type }) => type);
  return `| \`${name}\` | ${[waits].flat().join(', ')} | ${within} | ${said(typesOf(completed))} | ${said(typesOf(expired))} | ${said(endedBy.map(({ type }) => type))} |`;
};

/** The chapter of a vertical's page about what it does over time. */
export function processLines({ sagas, reactions, gatherings }: KnownProcesses): string[] {
  const drawn = sagas.flatMap((saga) => [`### ${saga.name}`, '', `One run for each \`${saga.by}\`.`, '', ...sagaDiagram(saga), '']);
  const reacting = reactions.map(({ name, on, send }) => `| \`${name}\` | ${on.type} | ${said(typesOf(send))} |`);
  return [
    ...(drawn.length > 0 ? ['## Sagas', '', ...drawn] : []),
    ...(reacting.length > 0 ? ['## Reactions', '', '| reaction | whenever | then |', '|---|---|---|', ...reacting, ''] : []),
    ...(gatherings.length > 0
      ? [
          '## Gatherings',
          '',
          '| gathering | waits for | within | then | or else | ended by |',
          '|---|---|---|---|---|---|',
          ...gatherings.map(gatheringRow),
          '',
        ]
      : []),
  ];
}
