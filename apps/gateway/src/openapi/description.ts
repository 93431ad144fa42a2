import { isOffered, type AnnouncedMessage, type Release } from '@jogakbo/protocol';
import { Problem } from '@jogakbo/contract';
import { z } from 'zod';
import { Schemas, type Schema } from './schemas.ts';

const PROBLEM = { $ref: '#/components/responses/Problem' };
const DEADLINE = 'Milliseconds that the answer may take; the shorter of this and the owner’s own deadline counts.';
const header = (name: string, description: string, schema: Schema) => ({ name, in: 'header', description, schema });

const parameters = {
  Release: header('jogakbo-release', 'The release that must answer; 410 when it runs no more. The live one when absent.', {
    type: 'string',
  }),
  Deadline: header('jogakbo-deadline', DEADLINE, { type: 'integer', minimum: 1 }),
  After: header('jogakbo-after', 'Positions that the answer must have seen, e.g. `assortment:42`; 412 when it has not in time.', {
    type: 'string',
  }),
  IdempotencyKey: header(
    'idempotency-key',
    'Names what is to be done once: the same command under the same name is answered as before for a day, another one is refused (422).',
    {
      type: 'string',
      maxLength: 128,
    },
  ),
};
const refTo = (name: keyof typeof parameters) => ({ $ref: `#/components/parameters/${name}` });

/** The API's description in OpenAPI 3.1, assembled from what live releases announce. */
export function describeApi(releases: readonly Release[]) {
  const schemas = new Schemas();
  const paths: Record<string, unknown> = {};
  for (const { vertical, description } of releases)
    for (const message of description.messages)
      if (isDescribed(message))
        paths[pathOf(vertical, message)] = { [message.kind === 'query' ? 'get' : 'post']: operation(vertical, message, schemas) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Jogakbo',
      version: '1',
      description: 'Every query and command that the live releases of all verticals announce. Errors are problem details (RFC 9457).',
    },
    tags: releases
      .filter(({ description }) => description.messages.some(isDescribed))
      .map(({ vertical, version }) => ({ name: vertical, description: `Release ${version}` })),
    paths,
    components: {
      schemas: { ...schemas.components, Problem: schemas.place('Problem', z.toJSONSchema(Problem)) },
      parameters,
      responses: {
        Problem: {
          description: 'A problem',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: Object.fromEntries(
        [...rolesIn(releases)].map((role) => [
          role,
          { type: 'http', scheme: 'bearer', description: `A token that gives the role ${role}.` },
        ]),
      ),
    },
  };
}

/** Whether somebody outside may send it: over the API, or to an address of its own. */
const isDescribed = (message: AnnouncedMessage) => isOffered(message) || message.webhook !== undefined;

const rolesIn = (releases: readonly Release[]) =>
  new Set(releases.flatMap(({ description }) => description.messages.filter(isOffered).flatMap(({ roles }) => roles)));

const pathOf = (vertical: string, { type, path, webhook }: AnnouncedMessage): string =>
  webhook?.path ?? path?.replace(/:([^/]+)/g, '{$1}') ?? `/api/${vertical}/${type}`;

function operation(vertical: string, message: AnnouncedMessage, schemas: Schemas) {
  if (message.webhook) return posting(vertical, message);
  const input = schemas.place(`${vertical}.${message.type}.input`, message.input);
  return {
    operationId: `${vertical}.${message.type}`,
    tags: [vertical],
    summary: message.summary,
    ...asked(message, input),
    responses: { 200: answer(message, schemas.place(`${vertical}.${message.type}.output`, message.output)), default: PROBLEM },
    ...(message.roles.length > 0 && { security: message.roles.map((role) => ({ [role]: [] })) }),
  };
}

/** What somebody outside posts to a webhook: its owner says what it is, and reads it. */
const posting = (vertical: string, { type, summary, webhook }: AnnouncedMessage) => ({
  operationId: `${vertical}.${type}`,
  tags: [vertical],
  summary,
  parameters: webhook!.headers.map((name) => header(name, 'Says who posts it, as its owner wants it said.', { type: 'string' })),
  requestBody: { required: true, content: { '*/*': { schema: { type: 'string', format: 'binary' } } } },
  responses: { 204: { description: 'It was heard' }, default: PROBLEM },
});

/** How a message's data is given: as parts of the address, as `?data=` or as the body. */
function asked({ kind, path }: AnnouncedMessage, input: Schema) {
  const json = { 'application/json': { schema: input } };
  if (path !== undefined)
    return {
      parameters: [...path.matchAll(/:([^/]+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    };
  if (kind === 'command')
    return { parameters: [refTo('Release'), refTo('Deadline'), refTo('IdempotencyKey')], requestBody: { required: true, content: json } };
  const data = { name: 'data', in: 'query', description: 'The query’s data as JSON, `{}` when absent.', content: json };
  return { parameters: [data, refTo('Release'), refTo('Deadline'), refTo('After')] };
}

const answer = ({ path }: AnnouncedMessage, output: Schema) =>
  path === undefined
    ? { description: 'The answer', content: { 'application/json': { schema: output } } }
    : { description: 'The bytes, which never change', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
