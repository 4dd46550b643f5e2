import { Ledger } from './ledger';
import type { Identity } from './identity';
import type { Member } from './manners';
import { startStandIn, type StandIn } from './server';

/** Three stand-ins that share a log, of which one leads and the others say so. */
export class Cluster {
  private leader = 0;
  private readonly dead = new Set<number>();

  private constructor(
    private readonly ledger: Ledger,
    readonly nodes: readonly StandIn[],
    private readonly isSecure: boolean,
  ) {
    this.tell();
  }

  static async start(identity?: Identity): Promise<Cluster> {
    const ledger = new Ledger(':memory:');
    const more = identity === undefined ? { ledger } : { ledger, identity };
    const nodes = [await startStandIn(more), await startStandIn(more), await startStandIn(more)];
    return new Cluster(ledger, nodes, identity !== undefined);
  }

  /** Names all of them, the dead too. */
  url(options = '', credentials = ''): string {
    const hosts = this.nodes.map(({ port }) => `127.0.0.1:${String(port)}`).join();
    return `esdb://${credentials}${hosts}?tls=${String(this.isSecure)}${options}`;
  }

  host(index: number): string {
    return `127.0.0.1:${String(this.node(index).port)}`;
  }

  node(index: number): StandIn {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`a cluster of three has no node ${String(index)}`);
    return node;
  }

  /** Another is voted for. */
  lead(index: number): void {
    this.leader = index;
    this.tell();
  }

  async kill(index: number): Promise<void> {
    this.dead.add(index);
    this.tell();
    await this.node(index).close();
  }

  async close(): Promise<void> {
    for (const [index, node] of this.nodes.entries()) if (!this.dead.has(index)) await node.close();
    this.ledger.close();
  }

  private tell(): void {
    const members = this.nodes.map(({ port }, index): Member => {
      const state = index === this.leader ? 'LEADER' : 'FOLLOWER';
      return { host: '127.0.0.1', port, state, isAlive: !this.dead.has(index) };
    });
    const leader = { host: '127.0.0.1', port: this.node(this.leader).port };
    for (const [index, { manners }] of this.nodes.entries())
      Object.assign(manners, { members, leader: index === this.leader ? null : leader });
  }
}
