import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Calls over HTTP, each on the first of a few kept connections that is free. */
export interface HttpCalls {
  readonly call: () => Promise<void>;
  readonly close: () => void;
}

/**
 * Asks one address again and again over kept connections.
 *
 * @remarks Written on bare sockets: on a machine with two cores a comfortable client would take from the gateway the
 * time that is to be measured. An answer must be 200 and state its length, as the gateway's always do.
 */
export async function httpCalls(address: string, connections: number): Promise<HttpCalls> {
  const { hostname, port, host, pathname, search } = new URL(address);
  const request = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\naccept: application/json\r\nconnection: keep-alive\r\n\r\n`;
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  const free = [...sockets];
  const waiting: ((socket: Socket) => void)[] = [];
  const call = async () => {
    const socket = free.pop() ?? (await new Promise<Socket>((resolve) => waiting.push(resolve)));
    await exchange(socket, request);
    const next = waiting.shift();
    if (next) next(socket);
    else free.push(socket);
  };
  return { call, close: () => sockets.forEach((socket) => socket.destroy()) };
}

async function open(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;

function exchange(socket: Socket, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = 0;
    let expected = Number.POSITIVE_INFINITY;
    let head = '';
    const finish = (error?: Error) => {
      socket.off('data', read).off('error', finish).off('close', closed);
      if (error) reject(error);
      else resolve();
    };
    const closed = () => finish(new Error('The gateway closed the connection'));
    const read = (chunk: Buffer) => {
      received += chunk.length;
      if (expected === Number.POSITIVE_INFINITY) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!head.startsWith('HTTP/1.1 200')) return finish(new Error(head.slice(0, 200)));
        expected = end + 4 + Number(LENGTH.exec(head)![1]);
      }
      if (received >= expected) finish();
    };
    socket.on('data', read).on('error', finish).on('close', closed);
    socket.write(request);
  });
}
