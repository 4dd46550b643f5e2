import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Intent, type Policy } from '@projection/projector';
import type { Write } from '@read-store/read-store';
import { CarryOutErasure, CertifyErasure } from './commands';
import type { ErasureEvent } from './events';

const CLOCK = 'erasure-clock';

const clockWrites = (id: string, event: Recorded<ErasureEvent>): readonly Write[] => {
  switch (event.type) {
    case 'ErasureApproved':
      return [put(CLOCK, { id, dueOn: event.data.dueOn })];
    case 'ErasureRefused':
    case 'ErasureWithdrawn':
    case 'ErasureCarriedOut':
      return [remove(CLOCK, id)];
    case 'ErasureRequested':
    case 'ErasureCertified':
      return [];
  }
};

/** Carries out what was approved on the first day after the waiting period. */
export const erasureClock: Policy = {
  name: 'erasure-clock',
  version: 1,
  categories: ['erasure'],
  sends: [CarryOutErasure],
  collections: { [CLOCK]: { indexes: [{ fields: ['dueOn'] }] } },
  needs: () => [],
  project: (event) => clockWrites(idOf(event.stream), event as Recorded<ErasureEvent>),
  react: () => [],
  deadlines: {
    collection: CLOCK,
    intent: ({ id }): Intent => ({ command: new CarryOutErasure(), id, reason: '等待期届满' }),
  },
};

/** Once it is carried out, the key is destroyed before this command is sent: whoever sends it sees to that. */
export const erasureCertificate: Policy = {
  name: 'erasure-certificate',
  version: 1,
  categories: ['erasure'],
  sends: [CertifyErasure],
  collections: {},
  needs: () => [],
  project: () => [],
  react: (event) => {
    const { type, stream } = event as Recorded<ErasureEvent>;
    if (type !== 'ErasureCarriedOut') return [];
    return [{ command: new CertifyErasure(), id: idOf(stream), reason: '数据密钥已销毁' }];
  },
};
