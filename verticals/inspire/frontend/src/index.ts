import recommendations from './recommendations/recommendations.block.tsx';

export const blocks = [recommendations];
