import { QueryHandler } from '@jogakbo/vertical';
import { GetHome, type Home } from '@jogakbo/explore-contract';
import { Storefronts } from './storefronts.ts';

@QueryHandler(GetHome)
export class GetHomeHandler {
  constructor(private readonly storefronts: Storefronts) {}

  async answer(): Promise<Home> {
    const { teasers } = await this.storefronts.current();
    return { teasers };
  }
}
