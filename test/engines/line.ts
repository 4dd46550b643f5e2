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
  private isHeld = false;
  private untilThen = Infinity;
  private andThen: () => void = () => undefined;
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
    this.after(messages, () => this.cut());
  }

  /** Settles when so many more messages went through to the server, and the next one comes. */
  reaches(messages: number): Promise<void> {
    return new Promise<void>((resolve) => this.after(messages, resolve));
  }

  /** Lets so many more messages through, and refuses everything from the next one on. Settles then. */
  async breakAfter(messages: number): Promise<void> {
    await this.reaches(messages);
    await this.refuse();
  }

  /** Lets so many more messages through to the server, and keeps those after the next one until they are let go. Settles then. */
  async holdAfter(messages: number): Promise<void> {
    await new Promise<void>((resolve) =>
      this.after(messages, () => {
        this.isHeld = true;
        for (const { near, far } of this.pairs) near.unpipe(far).pause();
        resolve();
      }),
    );
  }

  letGo(): void {
    this.after(Infinity, () => undefined);
    this.isHeld = false;
    for (const { near, far } of this.pairs) near.pipe(far);
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

  private after(messages: number, andThen: () => void): void {
    this.untilThen = messages;
    this.andThen = andThen;
  }

  private count(): void {
    this.untilThen -= 1;
    if (this.untilThen >= 0) return;
    this.untilThen = Infinity;
    this.andThen();
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
    if (this.isHeld) near.pause();
    near.on('data', () => this.count());
    if (!this.isHeld) near.pipe(far);
    if (!this.isDeaf) far.pipe(near);
  }
}
