import { Inject } from '@nestjs/common';
import { platformMessages, type Verification } from '@jogakbo/protocol';
import { PlatformHandler } from '@jogakbo/runtime';
import { LogVerification } from './verification.ts';

/** Verifies the vertical's log for whoever operates the shop: nobody else may read both the log and its database. */
@PlatformHandler(platformMessages.verification)
export class VerificationHandler {
  private underWay: Promise<Verification> | undefined;
  constructor(@Inject(LogVerification) private readonly verification: LogVerification) {}

  /** Whoever asks while the log is being walked gets that walk's answer. */
  answer(): Promise<Verification> {
    this.underWay ??= this.verification.verify().finally(() => (this.underWay = undefined));
    return this.underWay;
  }
}
