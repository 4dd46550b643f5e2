import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** The wire between an adapter and its server, on which the weather can be made. */
export class Line {
  private readonly pairs = new Set<Pair>();
  private server: Server | null = null;
  private isDeaf = false;
  private untilCut = Infinity;
  /** Its end at the adapter. */
  port = 0;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  static async to(host: string, port: number): Promise<Line> {
    const line = new Line({ host, port });
    await line.open();
    return line;
  }

  /** Takes connections again, always at the same port. */
  async open(): Promise<void> {
    this.isDeaf = false;
    if (this.server !== null) return;
    const server = createServer((near) => this.join(near));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** Resets every connection there is; others can be made. */
  cut(): void {
    for (const { near, far } of this.pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Lets so many more messages through to the server, and at the next one resets every connection. */
  cutAfter(messages: number): void {
    this.untilCut = messages;
  }

  /** Resets every connection and refuses others, as a server does that was killed. */
  async refuse(): Promise<void> {
    const { server } = this;
    this.server = null;
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    this.cut();
    await closed;
  }

  /** The connections there are stay up and carry nothing any more; others work. */
  freeze(): void {
    for (const { near, far } of this.pairs) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
  }

  /** What is asked arrives, the answers do not; on other connections as well. */
  deafen(): void {
    this.isDeaf = true;
    for (const { near, far } of this.pairs) far.unpipe(near).pause();
  }

  private count(): void {
    this.untilCut -= 1;
    if (this.untilCut >= 0) return;
    this.untilCut = Infinity;
    this.cut();
  }

  private join(near: Socket): void {
    const far = connect(this.target);
    const pair = { near, far };
    this.pairs.add(pair);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', () => this.count());
    near.pipe(far);
    if (!this.isDeaf) far.pipe(near);
  }
}
