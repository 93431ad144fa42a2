import { subjects, type Reply } from '@jogakbo/protocol';
import type { CommandDefinition } from '@jogakbo/contract';

/** Whether other verticals may send a command: what is for people is not for them. */
export const isForVerticals = ({ roles }: Pick<CommandDefinition, 'roles'>): boolean => roles.length === 0 || roles.includes('vertical');

/**
 * Why a command is not carried out for whoever sent it; nothing where it is.
 *
 * @remarks NATS lets a vertical publish in its own name only, and only what its release says that it sends. A command that has waited
 * since subjects named nobody was sent by one who was let then.
 */
export function refusalOfSender(subject: string, vertical: string, command: Pick<CommandDefinition, 'type' | 'roles'>): string | undefined {
  const sender = subjects.senderIn(subject);
  const isRefused = sender !== undefined && sender !== vertical && !isForVerticals(command);
  return isRefused ? `${command.type} is for ${command.roles.join(' or ')}, not for ${sender}` : undefined;
}

/** Whether a command's sender wants another vertical to be told what becomes of it, which then would believe that it is about its own. */
export function isReplyToAnother(subject: string, reply: Pick<Reply, 'vertical'> | undefined): boolean {
  const sender = subjects.senderIn(subject);
  return sender !== undefined && reply !== undefined && reply.vertical !== sender;
}
