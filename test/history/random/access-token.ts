import { IssueAccessToken, RevokeAccessToken } from '@registry/access-token/commands';
import { accessToken, type AccessToken } from '@registry/access-token/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { COUNTY, VILLAGES } from './values';

const found = (model: Model, roll: Roll): Request =>
  ask(IssueAccessToken, {
    ...{ name: 'bulletin', role: 'SUPERVISOR', division: roll.pick([COUNTY, ...VILLAGES]) },
    ...{ permissions: ['CoverageFigure'], addresses: ['10.0.0.0/8'], until: model.day(roll, -3, 90) },
  });

const revoke: Make<AccessToken> = ({ id }) => ask(RevokeAccessToken, {}, { id });

export const accessTokenMoves = movesOf({
  aggregate: accessToken,
  weight: 1,
  enough: 3,
  found,
  phaseOf: ({ isRevoked }) => (isRevoked ? 'REVOKED' : 'ISSUED'),
  natural: { ISSUED: [revoke], REVOKED: [] },
});
