/** With less time than this to close, all times below shrink in proportion. */
const fullTimeoutMs = 8000;
/** How long idle connections stay open, because a request may be on its way. */
const graceMs = 2000;
/** How long the headers of a request may take to arrive. Node's own limits end with `server.close()`. */
const maxHeadMs = 6000;
/** Time is counted in ticks that run after pending input is read, so a busy process closes no connection too early. */
const tickMs = 50;

/** A node:http server, or a node:http2 server, which lacks the methods for connections and waits for sessions. */
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
   * Accepts no new connection, answers requests on open ones with `connection: close`, and resolves once every
   * connection is closed. Idle connections close after two seconds, or after a quarter of `timeoutMs` if that is less.
   */
  close(timeoutMs: number): Promise<void>;
}

/**
 * Watches a server so that it can be closed gracefully. `server.close()` alone waits for connections that were never
 * used, and closes idle ones at once, even with a request on its way.
 */
export function watchServer(server: ClosableServer): WatchedServer {
  const answering = new Map<ClosableResponse, ClosableRequest>();
  /** The bytes that a connection had read when its last request ended: with more, another request is arriving. */
  const readBefore = new Map<object, { readonly connection: Connection; bytes: number }>();
  /** null until it closes. */
  let ticks: number | null = null;
  let scale = 1;
  const hasPassed = (milliseconds: number) => ticks !== null && ticks * tickMs >= milliseconds * scale;

  /** At the network level, so that it includes TLS sockets without a handshake, which the server doesn't list. */
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
    if (ticks !== null) announceClose(request, response);
    if (hasPassed(maxHeadMs)) return; // too late to wait for
    answering.set(response, request);
    response.once('close', () => {
      answering.delete(response);
      const read = readBefore.get(request.socket);
      if (read !== undefined) read.bytes = read.connection.bytesRead;
    });
  });

  function close(timeoutMs: number): Promise<void> {
    ticks = 0;
    scale = Math.min(1, timeoutMs / fullTimeoutMs);
    for (const [response, request] of answering) {
      // A sender that was told to keep the connection alive may send another request after this answer.
      if (!announceClose(request, response)) response.once('close', () => (ticks = 0));
    }
    return new Promise((resolve) => {
      const timer = setInterval(() => setImmediate(tick), tickMs);
      // setImmediate runs after pending input is read. Closing sooner would reset connections that wait to be accepted.
      setImmediate(() =>
        stopListening(server, () => {
          clearInterval(timer);
          resolve();
        }),
      );
    });
  }

  function tick(): void {
    ticks = (ticks ?? 0) + 1;
    if (!hasPassed(graceMs)) return;
    server.closeIdleConnections?.();
    const arriving = [...readBefore.values()].some(({ connection, bytes }) => connection.bytesRead > bytes);
    if (answering.size > 0 || (arriving && !hasPassed(maxHeadMs))) return;
    server.closeAllConnections?.();
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  }

  return { close };
}

/** Tells the sender that the connection ends; false if it is too late. HTTP/2 doesn't use this header. */
function announceClose({ httpVersionMajor }: ClosableRequest, response: ClosableResponse): boolean {
  if (httpVersionMajor >= 2) return true;
  if (response.headersSent) return false;
  response.setHeader('connection', 'close');
  return true;
}

/** `close()` would also call `closeIdleConnections()`. An error means that the server is already closed. */
function stopListening(server: ClosableServer, closed: () => void): void {
  const closeIdle = server.closeIdleConnections;
  if (closeIdle !== undefined) server.closeIdleConnections = () => undefined;
  server.close(closed);
  if (closeIdle !== undefined) server.closeIdleConnections = closeIdle;
}
