import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { platformMessages } from '@jogakbo/protocol';

type Constructor = new (...args: any[]) => any;

/** Makes a class the NestJS controller whose one method answers the messages of this pattern. */
export function handlerOf(pattern: string, method: string) {
  return <T extends Constructor>(target: T): T => {
    const descriptor = Object.getOwnPropertyDescriptor(target.prototype, method)!;
    MessagePattern(pattern)(target.prototype, method, descriptor);
    Controller()(target);
    return target;
  };
}

/** A class that answers one of the platform's own requests. */
export const PlatformHandler = (message: (typeof platformMessages)[keyof typeof platformMessages]) => handlerOf(message, 'answer');
