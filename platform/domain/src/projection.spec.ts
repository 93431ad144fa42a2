import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { projection, table } from './projection.ts';

const shed = contract('shed').aggregate('tool', 'toolId');
const ToolBought = shed.event('ToolBought', 'A tool is in the shed.', { toolId: z.string(), name: z.string() });

describe('A projection', () => {
  it('is refused when an event does not say which row it is about', () => {
    const byName = () =>
      projection('tools', {
        into: table<{ readonly place: string; readonly name: string }>('tool', 'place'),
        from: { ToolBought },
        on: { ToolBought: ({ name }) => ({ place: 'shed', name }) },
      });
    expect(byName).toThrow('Projection tools: ToolBought lacks place, by which its rows are found.');
  });

  it('is declared with events that do', () => {
    const tools = projection('tools', {
      into: table<{ readonly toolId: string; readonly name: string }>('tool', 'toolId'),
      from: { ToolBought },
      on: { ToolBought: (tool) => tool },
    });
    expect(tools.name).toBe('tools');
  });
});
