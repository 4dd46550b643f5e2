import type { Db, MongoClient, ServerDescriptionChangedEvent } from 'mongodb';
import type { ViewsState } from '../unavailable';
import { reaching } from './failing';

/**
 * What the server is: it says so when it is first asked, and is asked again when it was away, for a standalone server may be
 * restarted as a replica set under a process that lives on.
 */
export class Meeting {
  private met: Promise<ViewsState> | null = null;
  private commits: ViewsState['commits'] | null = null;

  /** `greet` is done before anything else is asked of it. */
  constructor(
    client: MongoClient,
    private readonly db: Db,
    private readonly greet: (commits: ViewsState['commits']) => Promise<void>,
  ) {
    client.on('serverDescriptionChanged', (event) => this.notice(event));
  }

  state(): Promise<ViewsState> {
    this.met ??= reaching(() => this.meet()).catch((error: unknown) => {
      this.met = null;
      throw error;
    });
    return this.met;
  }

  private notice({ newDescription: { type } }: ServerDescriptionChangedEvent): void {
    const isOther = type === 'Unknown' || (type === 'Standalone') !== (this.commits === 'journal');
    if (this.commits !== null && isOther) this.met = null;
  }

  private async meet(): Promise<ViewsState> {
    const hello = await this.db.command({ hello: 1 });
    const { version } = await this.db.command({ buildInfo: 1 });
    const isSet = hello['setName'] !== undefined || hello['msg'] === 'isdbgrid';
    const commits = isSet ? 'transactions' : 'journal';
    await this.greet(commits);
    this.commits = commits;
    return { version: String(version), commits };
  }
}
