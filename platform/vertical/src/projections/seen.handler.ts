import { platformMessages } from '@jogakbo/protocol';
import { PlatformHandler } from '@jogakbo/runtime';
import { Checkpoints } from './checkpoints.ts';

/** Says when the vertical's views have seen the positions that a request names: who waits for that asks here, and then takes nobody's turn. */
@PlatformHandler(platformMessages.seen)
export class SeenHandler {
  constructor(private readonly checkpoints: Checkpoints) {}

  async answer(): Promise<null> {
    await this.checkpoints.seen();
    return null;
  }
}
