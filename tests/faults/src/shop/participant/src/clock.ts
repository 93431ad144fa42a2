/** Milliseconds by which the clock on the wall is wrong; what measures how long something takes isn't. */
let ahead = Number(process.env['AHEAD'] ?? 0);

const Right = Date;

class WrongDate extends Right {
  constructor(...given: unknown[]) {
    super(...((given.length > 0 ? given : [Right.now() + ahead]) as [number]));
  }
  static override now(): number {
    return Right.now() + ahead;
  }
}

globalThis.Date = WrongDate as DateConstructor;
process.on('message', (message: { readonly ahead: number }) => void (ahead = message.ahead));
