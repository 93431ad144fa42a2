import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/inspire-contract';
import { blocks } from '@jogakbo/inspire-frontend';
import { GetRecommendationsHandler } from './recommendations/get-recommendations.query.ts';
import { homeChoice } from './recommendations/home-choice.projection.ts';
import { palette } from './recommendations/palette.projection.ts';

export const InspireModule = Vertical.of({
  name: 'inspire',
  contract,
  blocks,
  projections: [palette, homeChoice],
  handlers: [GetRecommendationsHandler],
});
