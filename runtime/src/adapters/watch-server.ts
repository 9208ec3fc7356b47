/** All of the times below are shorter in proportion if less than this is left for closing. */
const usualTimeoutMs = 8000;
/** How long idle connections stay open: a sender that keeps one alive may have sent a request that isn't here yet. */
const graceMs = 2000;
/** How long a request may take to begin, which is when its headers are here. Node's own limits end with `server.close()`. */
const maxHeadMs = 6000;
/** Time is counted in looks, each of them after what had arrived was read: a process that is busy cuts nobody short. */
const lookMs = 50;

/** As much of a server of node:http as is used; one of node:http2 has no connections to close, and waits for its sessions. */
export interface ClosableServer {
  prependListener(event: 'request', listener: (request: ClosableRequest, response: ClosableResponse) => void): unknown;
  prependListener(event: 'connection' | 'secureConnection', listener: (connection: Connection) => void): unknown;
  close(closed: () => void): unknown;
  closeIdleConnections?(): void;
  closeAllConnections?(): void;
}

interface ClosableRequest {
  readonly httpVersionMajor: number;
  readonly socket: object;
}

interface ClosableResponse {
  readonly headersSent: boolean;
  setHeader(name: string, value: string): unknown;
  once(event: 'close', listener: () => void): unknown;
}

interface Connection {
  readonly bytesRead: number;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
}

export interface WatchedServer {
  /**
   * Takes no new connection, answers requests on existing ones with `connection: close`, and resolves once every connection is
   * closed. Idle connections are closed after two seconds, or a quarter of `timeoutMs` if that is less.
   */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Watches a server, so that it can be closed: `server.close()` alone waits for connections on which nothing was ever sent, and
 * closes idle ones at once, even if a request is on its way.
 */
export function watchServer(server: ClosableServer): WatchedServer {
  const answering = new Map<ClosableResponse, ClosableRequest>();
  /** How many bytes of a connection were read when its last request ended: more means that another one is arriving. */
  const readBefore = new Map<object, { readonly connection: Connection; bytes: number }>();
  /** null until it closes. */
  let looks: number | null = null;
  let scale = 1;
  const past = (milliseconds: number) => looks !== null && looks * lookMs >= milliseconds * scale;

  /** As the network has them: of TLS, also those without a handshake, which the server's own list of connections lacks. */
  const sockets = new Set<Connection>();
  server.prependListener('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  server.prependListener('setSecureContext' in server ? 'secureConnection' : 'connection', (connection) => {
    readBefore.set(connection, { connection, bytes: connection.bytesRead });
    connection.once('close', () => readBefore.delete(connection));
  });

  server.prependListener('request', (request, response) => {
    if (looks !== null) announceClose(request, response);
    if (past(maxHeadMs)) return; // it came too late to be waited for
    answering.set(response, request);
    response.once('close', () => {
      answering.delete(response);
      const read = readBefore.get(request.socket);
      if (read !== undefined) read.bytes = read.connection.bytesRead;
    });
  });

  function close(timeoutMs: number): Promise<void> {
    looks = 0;
    scale = Math.min(1, timeoutMs / usualTimeoutMs);
    for (const [response, request] of answering) {
      // A sender that was told to keep its connection alive may send again after this answer.
      if (!announceClose(request, response)) response.once('close', () => (looks = 0));
    }
    return new Promise((resolve) => {
      const timer = setInterval(() => setImmediate(look), lookMs);
      // In setImmediate, which runs after what has arrived was read: connections that wait to be accepted would be reset.
      setImmediate(() =>
        stopListening(server, () => {
          clearInterval(timer);
          resolve();
        }),
      );
    });
  }

  function look(): void {
    looks = (looks ?? 0) + 1;
    if (!past(graceMs)) return;
    server.closeIdleConnections?.();
    const arriving = [...readBefore.values()].some(({ connection, bytes }) => connection.bytesRead > bytes);
    if (answering.size > 0 || (arriving && !past(maxHeadMs))) return;
    server.closeAllConnections?.();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  return { close };
}

/** Whether the sender will know by this answer that the connection ends. HTTP/2 has no such header, and needs none. */
function announceClose({ httpVersionMajor }: ClosableRequest, response: ClosableResponse): boolean {
  if (httpVersionMajor >= 2) return true;
  if (response.headersSent) return false;
  response.setHeader('connection', 'close');
  return true;
}

/** `close()` calls `closeIdleConnections()` at once, so that method does nothing meanwhile. An error means that it was closed before. */
function stopListening(server: ClosableServer, closed: () => void): void {
  const closeIdle = server.closeIdleConnections;
  if (closeIdle !== undefined) server.closeIdleConnections = () => undefined;
  server.close(closed);
  if (closeIdle !== undefined) server.closeIdleConnections = closeIdle;
}
